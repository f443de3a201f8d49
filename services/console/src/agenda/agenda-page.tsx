import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useAgenda } from '../api/use-agenda.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { formatLocalDay, formatMoment } from '@stepup/wording/dates';
import { shortName } from '@stepup/wording/subject';
import { agendaAddress, agendaSentence } from './agenda-line.ts';
import { groupByPerson, type PersonItems } from './group-by-person.ts';
import { CalendarSection } from './calendar-section.tsx';

const daysAhead = 14;

/** What waits for the reader up to two weeks ahead, person by person, and the same as a calendar. */
export function AgendaPage() {
  const session = useCurrentSession();
  const mayCoach = useMayCoach();
  const agenda = useAgenda(daysAhead, mayCoach);
  const personId = session.data?.person_id ?? null;
  if (session.isSuccess && (!mayCoach || personId === null)) {
    return (
      <EmptyNotice title="This page is for those who sell and coach">
        Sign in as a salesperson or a manager to see it.
      </EmptyNotice>
    );
  }
  if (agenda.isError) return <FailureNotice error={agenda.error} retry={agenda.refetch} />;
  if (agenda.isPending || personId === null) return <LoadingPage />;
  const { items, today } = agenda.data;
  const late = items.filter(({ day }) => day < today).length;
  const groups = groupByPerson(items, personId);
  return (
    <Stack gap="md" maw={680} mx="auto">
      <div>
        <Title order={1} size="h2">
          Agenda
        </Title>
        {late > 0 && <Text c="dimmed">{late === 1 ? 'One is late.' : `${late} are late.`}</Text>}
      </div>
      {items.length === 0 && (
        <EmptyNotice title="Nothing waits for you">
          Reviews, sessions and debriefs of the next two weeks appear here by themselves.
        </EmptyNotice>
      )}
      {groups.map((group) => (
        <PersonSection key={group.learnerId} group={group} today={today} />
      ))}
      <CalendarSection personId={personId} />
    </Stack>
  );
}

function PersonSection({ group, today }: { group: PersonItems; today: string }) {
  const names = useNames();
  const timeZone = useTimeZone();
  const learner = names.subject(group.learnerId);
  return (
    <PageSection title={learner.isSelf ? 'You' : learner.name}>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {group.items.map((item) => (
          <li key={`${item.kind} ${item.record?.id ?? ''} ${item.day}`}>
            <Anchor component={Link} to={agendaAddress(item)} size="sm">
              {agendaSentence(item, shortName(learner), learner.isSelf)}
            </Anchor>
            <Text size="xs" c="dimmed">
              {item.at === null ? formatLocalDay(item.day) : formatMoment(item.at, timeZone)}
              {item.day < today && ', late'}
            </Text>
          </li>
        ))}
      </Stack>
    </PageSection>
  );
}
