import { Button, Group, Text } from '@mantine/core';
import { usePersonExport } from '../api/use-own-records.ts';
import { PageSection } from '../app/page-section.tsx';
import { Refusal } from '../notices/refusal.tsx';

/** Takes along everything that is recorded about the reader; erasing is asked of operations. */
export function ExportSection({ personId }: { personId: string }) {
  const read = usePersonExport(personId);
  return (
    <PageSection title="My data">
      <Text size="sm">
        Everything that is recorded about you, with who changed and who read it, as one JSON file. To have it
        erased, ask sales operations: what you wrote and your name go, sums about nobody stay. They see your
        id <b>{personId}</b>.
      </Text>
      <Group>
        <Button
          variant="default"
          loading={read.isPending}
          onClick={() =>
            read.mutate(undefined, { onSuccess: (data) => saveAsFile(`my-records-${personId}.json`, data) })
          }
        >
          Save my data
        </Button>
      </Group>
      <Refusal error={read.error} />
    </PageSection>
  );
}

function saveAsFile(name: string, content: unknown): void {
  const address = URL.createObjectURL(
    new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
