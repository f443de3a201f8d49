import { Alert, Button, Stack, Text } from '@mantine/core';

/** Asks before somebody is let into a tenant under which nothing lies. */
export function EmptyTenant({ tenant, enter }: { tenant: string; enter: () => void }) {
  return (
    <Alert color="orange" role="alert" title={`Nothing is stored under “${tenant}”`}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          No people and no sales events. If you mistyped the name, correct it above; if you are about to bring
          in the first data, go on.
        </Text>
        <Button size="compact-sm" variant="default" onClick={enter}>
          Go on with {tenant}
        </Button>
      </Stack>
    </Alert>
  );
}
