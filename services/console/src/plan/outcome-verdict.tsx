import { List, Stack, Text } from '@mantine/core';
import type { OutcomeVerification } from '@stepup/contracts';
import { comparedRates, sayOutcome } from '@stepup/wording/verdict-sentences';
import { Link } from 'react-router';
import { useTimeZone } from '../api/use-time-zone.ts';
import { RateBars } from '../charts/rate-bars.tsx';
import { dealsAddress, type DealsFilter } from '../deals/deals-filter.ts';
import { Disclosure } from '../notices/disclosure.tsx';
import { VerdictLine } from './verdict-line.tsx';

/** The verdict on a step's rate: before, what was to be expected without coaching, and what came; what it rests on, on request. */
export function OutcomeVerdict({
  about,
  outcome,
  baseline,
  behind,
}: {
  about: string;
  outcome: OutcomeVerification;
  /** The rate when the plan began, where it is known. */
  baseline: number | null;
  /** The deals it rests on, where they are one person's. */
  behind: DealsFilter | null;
}) {
  const said = sayOutcome(outcome, useTimeZone());
  const rates = comparedRates(outcome);
  return (
    <Stack gap={6}>
      <VerdictLine about={about} said={said} />
      {said.effect !== null && <Text size="sm">{said.effect}</Text>}
      {rates !== null && (
        <RateBars
          rates={[
            ...(baseline === null ? [] : [{ name: 'When the plan began', rate: baseline, isCompared: true }]),
            { name: 'Expected without coaching', rate: rates.expected, isCompared: true },
            { name: 'Since the start', rate: rates.observed },
          ]}
        />
      )}
      <Disclosure question="What does this rest on?">
        <List size="sm" spacing={2}>
          {said.basis.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
          {rates !== null && baseline !== null && rates.expected > baseline && (
            <List.Item>
              After a low stretch a rate tends to come back by itself: that is counted in what was to be
              expected.
            </List.Item>
          )}
        </List>
        {behind !== null && outcome.effect !== null && (
          <Text size="sm" mt={4}>
            <Link className="number-link" to={dealsAddress(behind)}>
              See the deals
            </Link>
          </Text>
        )}
      </Disclosure>
    </Stack>
  );
}
