import { Stack, Title } from '@mantine/core';
import { useCurrentSession } from '../api/use-current-session.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { ExportSection } from './export-section.tsx';
import { PauseSection } from './pause-section.tsx';
import { ReadsSection } from './reads-section.tsx';

/** What is kept about me, who looked at it, and what I can do about it. */
export function MyRecordsPage() {
  const session = useCurrentSession();
  if (session.isSuccess && session.data.person_id === null) {
    return (
      <EmptyNotice title="A program has no records">
        Sign in as a person to see who looked at theirs.
      </EmptyNotice>
    );
  }
  const personId = session.data?.person_id ?? null;
  return (
    <Stack gap="md" maw={680} mx="auto">
      <Title order={1} size="h2">
        My records
      </Title>
      <ReadsSection />
      {personId !== null && <ExportSection personId={personId} />}
      {personId !== null && session.data?.role === 'rep' && <PauseSection repId={personId} />}
    </Stack>
  );
}
