import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';

export function NotFoundPage() {
  return (
    <Stack>
      <Title order={2}>There is no such page</Title>
      <Text>
        Go to the{' '}
        <Anchor component={Link} to="/gaps">
          gaps
        </Anchor>{' '}
        or the{' '}
        <Anchor component={Link} to="/funnel">
          funnel
        </Anchor>
        .
      </Text>
    </Stack>
  );
}
