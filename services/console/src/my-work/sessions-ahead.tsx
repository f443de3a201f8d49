import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { sessionRecords } from '../api/coaching-records.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { labelOf } from '../forms/choice-buttons.tsx';
import { useNames } from '../names/use-names.ts';
import { formatDay, formatLocalDay, formatMoment } from '@stepup/wording/dates';
import { sessionKinds } from '../wording/coaching-choices.ts';

const mostShown = 3;

/** Coaching sessions that are planned, the last ones, and the action items of mine that are open. */
export function SessionsAhead({ learnerId }: { learnerId: string }) {
  const names = useNames();
  const timeZone = useTimeZone();
  const sessions = sessionRecords.useList({ learner: learnerId }).data ?? [];
  const actions = sessions
    .filter(({ state }) => state !== 'dropped')
    .flatMap(({ id, actions: items }) => items.map((item) => ({ ...item, sessionId: id })))
    .filter(({ result, owner_id }) => result === 'open' && owner_id === learnerId);
  const planned = sessions.filter(({ state }) => state === 'planned');
  const past = sessions.filter(({ state }) => state === 'held' || state === 'settled');
  const shown = [...planned, ...past].slice(0, mostShown);
  if (shown.length === 0) return null;
  return (
    <PageSection title="With my coach">
      {actions.length > 0 && (
        <Stack gap={4}>
          <Text size="sm" fw={550}>
            I said I would
          </Text>
          {actions.map(({ id, sessionId, text, due_on }) => (
            <Text key={`${sessionId} ${id}`} size="sm">
              <Anchor component={Link} to={`/sessions/${encodeURIComponent(sessionId)}`} inherit>
                {text}
              </Anchor>{' '}
              <Text span c="dimmed" inherit>
                by {formatLocalDay(due_on)}
              </Text>
            </Text>
          ))}
        </Stack>
      )}
      <Stack gap={4}>
        {shown.map((session) => {
          const at = session.held_at ?? session.planned_for;
          return (
            <Anchor
              key={session.id}
              component={Link}
              to={`/sessions/${encodeURIComponent(session.id)}`}
              size="sm"
            >
              {labelOf(sessionKinds, session.kind)}
              {session.coach_id === null ? '' : ` with ${names.person(session.coach_id)}`}
              {at === null
                ? ', no time yet'
                : session.state === 'planned'
                  ? `, planned for ${formatMoment(at, timeZone)}`
                  : `, ${formatDay(at, timeZone)}`}
            </Anchor>
          );
        })}
      </Stack>
    </PageSection>
  );
}
