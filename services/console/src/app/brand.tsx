import { Group, Text } from '@mantine/core';
import { IconStairsUp } from '@tabler/icons-react';
import { Link } from 'react-router';

export function Brand() {
  return (
    <Link to="/" className="quiet-link" aria-label="Stepup, to my first page">
      <Group gap={6} wrap="nowrap">
        <IconStairsUp size={22} color="var(--mantine-primary-color-filled)" aria-hidden />
        <Text fw={700}>Stepup</Text>
      </Group>
    </Link>
  );
}
