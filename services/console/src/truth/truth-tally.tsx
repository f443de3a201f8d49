import { Card, SimpleGrid, Text } from '@mantine/core';
import { formatShare } from '@stepup/wording/numbers';
import type { TruthTally } from './compare-with-truth.ts';

/** The counts at the top: what the tables below add up to. */
export function TruthTallyTiles({ tally }: { tally: TruthTally }) {
  const { found, missed, false_alarm } = tally.byVerdict;
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }}>
      <Tile number={formatShare(found, found + missed)} text="real gaps found: the latest look has a sign" />
      <Tile
        number={formatShare(missed, found + missed)}
        text="real gaps missed: too small, or too few deals"
      />
      <Tile number={formatShare(false_alarm, found + false_alarm)} text="signs are false alarms" />
      <Tile
        number={formatShare(tally.rangesThatHold, tally.ranges)}
        text="90 % ranges hold the true rate; 9 in 10 should"
      />
    </SimpleGrid>
  );
}

function Tile({ number, text }: { number: string; text: string }) {
  return (
    <Card withBorder padding="md">
      <Text fz={28} fw={650} lh={1.1} className="tabular">
        {number}
      </Text>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </Card>
  );
}
