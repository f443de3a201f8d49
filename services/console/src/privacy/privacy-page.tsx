import { Stack, Text, Title } from '@mantine/core';
import { useMayOperate } from '../api/use-may-operate.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { ContentSwitches } from './content-switches.tsx';
import { EraseSection } from './erase-section.tsx';

/** What is looked at of messages and conversations, on which agreement; and erasing a person. */
export function PrivacyPage() {
  const session = useCurrentSession();
  const mayOperate = useMayOperate();
  if (session.isSuccess && !mayOperate) {
    return <EmptyNotice title="This page is for sales operations">Ask whoever runs Stepup.</EmptyNotice>;
  }
  return (
    <Stack gap="md" maw={680} mx="auto">
      <div>
        <Title order={1} size="h2">
          Privacy
        </Title>
        <Text c="dimmed" size="sm">
          Everything here is off until those concerned have agreed to it.
        </Text>
      </div>
      <ContentSwitches />
      <EraseSection />
    </Stack>
  );
}
