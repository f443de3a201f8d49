import { SimpleGrid, Text } from '@mantine/core';
import type { Diagnosis } from '@stepup/contracts';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFunnel } from '../api/use-funnel.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { dealsAddress } from '../deals/deals-filter.ts';
import { formatPeriod } from '@stepup/wording/dates';
import { typicalCount } from '@stepup/wording/finding-sentences';
import { formatPercent, formatRange, formatShare } from '@stepup/wording/numbers';
import { dealsOf, type FindingBasis, funnelOf, matureDealsOf } from './finding-numbers.ts';

/** Every number of a gap under its name: what is counted, what it is compared with, and how many are still open. */
export function FindingFigures({ finding, basis }: { finding: Diagnosis; basis: FindingBasis }) {
  const timeZone = useTimeZone();
  const funnel = useFunnel(funnelOf(finding, basis)).data;
  const step = funnel?.rows[0]?.steps.find(({ stage_id }) => stage_id === finding.stage_id);
  const { entered, advanced } = basis.mature;
  const deals = dealsOf(finding, basis);
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" mt="sm" component="dl" m={0} className="tabular">
      <Figure
        name="Moved on"
        value={
          <Link className="number-link" to={dealsAddress(matureDealsOf(finding, basis))}>
            {formatShare(advanced, entered)}
          </Link>
        }
        note={`mature deals, within ${basis.horizonDays} days`}
      />
      <Figure
        name="Typical colleague"
        value={formatShare(typicalCount(finding.typical, entered), entered)}
        note={`with the same leads: ${formatPercent(finding.typical)}`}
      />
      <Figure
        name="Likely step-up rate"
        value={formatPercent(finding.rate)}
        note={`luck taken out; 90\u00a0% range ${formatRange(finding.interval)}`}
      />
      <Figure
        name="Open"
        value={
          step === undefined ? (
            '…'
          ) : (
            <Link className="number-link" to={dealsAddress({ ...deals, state: 'open' })}>
              {formatShare(step.open, step.entered)}
            </Link>
          )
        }
        note={`of all that entered ${formatPeriod({ from: deals.from, to: deals.to }, timeZone)}`}
      />
    </SimpleGrid>
  );
}

function Figure({ name, value, note }: { name: string; value: ReactNode; note: string }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} fw={600}>
        {value}
      </Text>
      <Text component="dd" m={0} size="xs" c="dimmed">
        {note}
      </Text>
    </div>
  );
}
