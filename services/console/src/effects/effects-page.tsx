import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useCurrentSession } from '../api/use-current-session.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { EffectsSection } from './effects-section.tsx';
import { QuotaSection } from './quota-section.tsx';
import { readersOfEffects } from './readers-of-effects.ts';

/** Did coaching move anything, and how sure is that? By skill, by kind, by who coached; then quota beside coaching. */
export function EffectsPage() {
  const session = useCurrentSession();
  if (session.isError) return <FailureNotice error={session.error} retry={session.refetch} />;
  if (session.isPending) return <LoadingPage />;
  const { role } = session.data;
  if (role === null || !readersOfEffects.has(role)) {
    return (
      <EmptyNotice title="This page is for those who lead">
        What coaching did for you stands on your plans.
      </EmptyNotice>
    );
  }
  // By manager nobody is shown to whom single managers are none of their business.
  const seesManagers = role === 'manager' || role === 'director';
  return (
    <Stack gap="md" maw={860} mx="auto">
      <div>
        <Title order={1} size="h2">
          Did coaching work?
        </Title>
        <Text c="dimmed" size="sm">
          Each plan is held against colleagues who were not coached on the same step, with luck and what moved
          everybody taken out. What follows says what goes together, and how sure that is.
        </Text>
        {seesManagers && (
          <Text size="sm" c="dimmed">
            See also{' '}
            <Anchor component={Link} inherit to="/campaigns">
              campaigns
            </Anchor>
            , the surest way to tell,{' '}
            <Anchor component={Link} inherit to="/ways-of-coaching">
              what stands in the way of coaching
            </Anchor>
            , and{' '}
            <Anchor component={Link} inherit to="/practices">
              practices
            </Anchor>{' '}
            that go with it.
          </Text>
        )}
      </div>
      {role !== 'board' && (
        <>
          <EffectsSection title="By skill" by="skill" />
          <EffectsSection title="All plans together" by="kind" />
        </>
      )}
      {seesManagers && (
        <EffectsSection title={role === 'manager' ? 'Your plans' : 'By manager'} by="manager" />
      )}
      <QuotaSection />
    </Stack>
  );
}
