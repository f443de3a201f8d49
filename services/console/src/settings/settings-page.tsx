import { Stack, Text, Title } from '@mantine/core';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayOperate } from '../api/use-may-operate.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { HeadStartSection } from './head-start-section.tsx';
import { RetentionSection } from './retention-section.tsx';

/** What this tenant has decided: who sees a finding when, and how long records are kept. */
export function SettingsPage() {
  const session = useCurrentSession();
  const mayOperate = useMayOperate();
  if (session.isSuccess && !mayOperate) {
    return <EmptyNotice title="This page is for sales operations">Ask whoever runs Stepup.</EmptyNotice>;
  }
  return (
    <Stack gap="md" maw={680} mx="auto">
      <div>
        <Title order={1} size="h2">
          Settings
        </Title>
        <Text c="dimmed" size="sm">
          For everybody in this tenant. Who changed something, and when, is kept.
        </Text>
      </div>
      <HeadStartSection />
      <RetentionSection />
    </Stack>
  );
}
