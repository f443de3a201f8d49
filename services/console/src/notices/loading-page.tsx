import { Skeleton, Stack, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';

const silentSeconds = 3;

/** The outline of a page that is being read; what takes longer says so and counts the seconds. */
export function LoadingPage() {
  const [seconds, setSeconds] = useState(0);
  useInterval(() => setSeconds((before) => before + 1), 1_000, { autoInvoke: true });
  return (
    <Stack aria-busy>
      <Text role="status" size="sm" c="dimmed">
        {seconds < silentSeconds
          ? 'Reading …'
          : 'Still computing. Right after a start or an import this can take a minute.'}
      </Text>
      {seconds >= silentSeconds && (
        <Text size="sm" c="dimmed" className="tabular" aria-hidden>
          {seconds} s so far
        </Text>
      )}
      <Skeleton height={32} width="40%" />
      <Skeleton height={96} />
      <Skeleton height={320} />
    </Stack>
  );
}
