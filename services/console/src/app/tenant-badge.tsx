import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { useCurrentSession } from '../api/use-current-session.ts';

/** Which tenant, and that it is made up where it is. */
export function TenantBadge() {
  const session = useCurrentSession().data;
  if (session === undefined) return null;
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="sm" c="dimmed" visibleFrom="md">
        {session.tenant}
      </Text>
      {session.simulated && (
        <Tooltip label="These people and deals are made up">
          <Badge color="grape" variant="light">
            Simulated
          </Badge>
        </Tooltip>
      )}
    </Group>
  );
}
