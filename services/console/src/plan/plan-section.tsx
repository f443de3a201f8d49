import { Card, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of the plan under its question. */
export function PlanSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder padding="md" component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}
