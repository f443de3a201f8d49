import { Card, Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a page under its question or name; `beside` stands to the right of it. */
export function PageSection({
  title,
  beside,
  children,
}: {
  title: string;
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Card withBorder padding="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Title order={2} size="h4">
            {title}
          </Title>
          {beside}
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
