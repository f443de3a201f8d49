import { Anchor, List, Text } from '@mantine/core';
import type { Plan } from '@stepup/contracts';
import { Link } from 'react-router';
import { useDealsInStep } from '../api/use-deals-in-step.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { dealsAddress } from '../deals/deals-filter.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';

const mostRead = 200;
const mostShown = 5;

/** Open deals in the step that the plan is about: the ones that came last are the easiest to try something new on. */
export function DealsToTry({ plan }: { plan: Plan }) {
  const step = plan.outcome.at(-1)?.value ?? null;
  const names = useNames();
  const timeZone = useTimeZone();
  const deals = useDealsInStep(plan.rep_id, step, mostRead);
  if (step === null || deals.data === undefined) return null;
  const enteredAt = (deal: (typeof deals.data)[number]): string =>
    deal.steps.find(({ stage_id }) => stage_id === step.stage_id)?.entered_at ?? deal.first_seen_at;
  const newest = deals.data
    .toSorted((one, other) => (enteredAt(one) < enteredAt(other) ? 1 : -1))
    .slice(0, mostShown);
  const stage = names.stage(step.pipeline_id, step.stage_id);
  return (
    <PageSection title="Deals to try it on">
      {newest.length === 0 && (
        <Text size="sm" c="dimmed">
          None of your deals is open at {stage} now. The next one that gets there appears here.
        </Text>
      )}
      {newest.length > 0 && (
        <>
          <List size="sm">
            {newest.map((deal) => (
              <List.Item key={deal.deal_id}>
                {deal.name ?? deal.deal_id}
                <Text span c="dimmed" inherit>
                  {' '}
                  at {stage} since {formatDay(enteredAt(deal), timeZone)}
                </Text>
              </List.Item>
            ))}
          </List>
          <Anchor
            component={Link}
            size="sm"
            to={dealsAddress({
              rep: plan.rep_id,
              pipeline: step.pipeline_id,
              stage: step.stage_id,
              state: 'open',
            })}
          >
            See all that are open there
          </Anchor>
        </>
      )}
    </PageSection>
  );
}
