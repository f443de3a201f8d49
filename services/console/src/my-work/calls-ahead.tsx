import { Button, Group, Stack, Text } from '@mantine/core';
import type { Plan } from '@stepup/contracts';
import { Link } from 'react-router';
import type { CallRecord } from '../api/console-answers.ts';
import { useComingCalls } from '../api/use-coming-calls.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { newCallAddress } from '../calls/new-call-address.ts';
import { useDealNames } from '../names/use-deal-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { formatMoment } from '@stepup/wording/dates';

const mostShown = 5;

/** The next calls as the CRM plans them, each with its card: one tap to prepare it. */
export function CallsAhead({
  learnerId,
  plan,
  cards,
}: {
  learnerId: string;
  plan: Plan | null;
  cards: readonly CallRecord[];
}) {
  const timeZone = useTimeZone();
  const coming = useComingCalls(learnerId);
  const dealName = useDealNames(learnerId);
  const shown = (coming.data ?? []).slice(0, mostShown);
  return (
    <PageSection title="Before my next calls">
      {coming.isError && <FailureNotice error={coming.error} retry={coming.refetch} />}
      {coming.isSuccess && shown.length === 0 && (
        <Text size="sm" c="dimmed">
          No call or meeting is planned in your CRM for the next two weeks. What you put into its calendar
          appears here by itself.
        </Text>
      )}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {shown.map((activity) => {
          const card = cards.find(({ activity_id }) => activity_id === activity.activity_id);
          const isPrepared = card !== undefined && card.plans.length > 0;
          const when = formatMoment(activity.starts_at, timeZone);
          return (
            <li key={activity.activity_id}>
              <Group justify="space-between" wrap="nowrap">
                <div>
                  <Text fw={550} size="sm">
                    {when}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {activity.kind === 'meeting' ? 'Meeting' : 'Call'}
                    {activity.deal_id === null ? '' : `, ${dealName(activity.deal_id)}`}
                  </Text>
                </div>
                <Button
                  component={Link}
                  to={
                    card === undefined
                      ? newCallAddress(activity, plan?.state === 'active' ? plan.id : null)
                      : `/calls/${encodeURIComponent(card.id)}`
                  }
                  variant={isPrepared ? 'default' : 'light'}
                  aria-label={`${isPrepared ? 'See the card of' : 'Prepare'} ${when}`}
                >
                  {isPrepared ? 'Prepared' : 'Prepare'}
                </Button>
              </Group>
            </li>
          );
        })}
      </Stack>
      {(coming.data?.length ?? 0) > mostShown && (
        <Text size="sm" c="dimmed">
          {(coming.data?.length ?? 0) - mostShown} more in the next two weeks.
        </Text>
      )}
    </PageSection>
  );
}
