import { Badge, Card, Group, Text, Title } from '@mantine/core';
import type { CoachingFlags } from '@stepup/contracts';
import { countDone, isFlagged, sayFlag, sayUnflagged } from '@stepup/wording/coaching-flag-sentences';
import { coachingMeasureWords, trapWords } from '@stepup/wording/coaching-measure-words';
import { tierLabels } from '@stepup/wording/finding-sentences';
import { PageSection } from '../app/page-section.tsx';
import { RangeBar } from '../charts/range-bar.tsx';
import { Disclosure } from '../notices/disclosure.tsx';

type Row = CoachingFlags['rows'][number];
type Measured = Row['measures'][number];

const fewestPlans = 8;

/** One coach: what is flagged, with where to look; all else that was counted, on request. */
export function CoachSection({ row, name }: { row: Row; name: string }) {
  const flagged = row.measures.filter(isFlagged);
  const others = row.measures.filter((measured) => !isFlagged(measured));
  // Where one reason holds for all of them it stands above, once.
  const saysWhy = row.measures.some(({ state }) => state === 'ok' || state === 'not_enough_data');
  return (
    <PageSection title={name}>
      {flagged.map((measured) => (
        <FlaggedMeasure key={measured.indicator} measured={measured} />
      ))}
      {flagged.length === 0 && <Text size="sm">{sayNothingFlagged(row)}</Text>}
      {others.length > 0 && (
        <Disclosure question={flagged.length === 0 ? 'What was counted?' : 'What else was counted?'}>
          {others.map((measured) => (
            <div key={measured.indicator} className="effect-line">
              <Text size="sm" c="dimmed">
                {coachingMeasureWords[measured.indicator].title}
              </Text>
              <Text size="sm">
                {countDone(measured) ?? 'nothing yet'}
                {saysWhy && (
                  <Text span inherit c="dimmed">
                    {' '}
                    · {sayUnflagged(measured)}
                  </Text>
                )}
              </Text>
            </div>
          ))}
        </Disclosure>
      )}
    </PageSection>
  );
}

function sayNothingFlagged({ plans, measures }: Row): string {
  if (plans < fewestPlans) {
    const counted = plans === 0 ? 'No plan' : plans === 1 ? '1 plan' : `${plans} plans`;
    return `${counted} in this time; nothing is said on fewer than eight.`;
  }
  if (measures.every(({ state }) => state === 'team_too_small'))
    return `Too few coaches here to compare with, so nothing is said; what was counted on ${plans} plans stands below.`;
  return `Nothing stands out as in the way, on ${plans} plans.`;
}

function FlaggedMeasure({ measured }: { measured: Measured }) {
  const { indicator, trap, tier, rate, interval, typical } = measured;
  const { title, lookAt } = coachingMeasureWords[indicator];
  const { counts, sure } = sayFlag(measured);
  return (
    <Card withBorder padding="sm" component="article" aria-label={title}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text size="xs" c="dimmed">
            {trapWords[trap]}
          </Text>
          <Title order={3} size="h5">
            {title}
          </Title>
        </div>
        <Badge variant="light" color={tier === 'strong' ? 'orange' : 'yellow'} style={{ flexShrink: 0 }}>
          {tierLabels[tier]}
        </Badge>
      </Group>
      <Text fw={550}>{counts}</Text>
      {rate !== null && interval !== null && typical !== null && (
        <RangeBar about={title} rate={rate} interval={interval} typical={typical} />
      )}
      <Text size="sm">{sure}</Text>
      <Text size="sm">
        <b>Look at:</b> {lookAt}
      </Text>
    </Card>
  );
}
