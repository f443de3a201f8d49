import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** The outline of a page that is being read. */
export function LoadingPage() {
  return (
    <Stack role="status" aria-busy>
      <VisuallyHidden>Loading</VisuallyHidden>
      <Skeleton height={32} width="40%" />
      <Skeleton height={96} />
      <Skeleton height={320} />
    </Stack>
  );
}
