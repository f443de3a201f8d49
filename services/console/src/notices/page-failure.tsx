import { Container } from '@mantine/core';
import { useRouteError } from 'react-router';
import { FailureNotice } from './failure-notice.tsx';

/** Stands in for a page that broke. */
export function PageFailure() {
  return (
    <Container size="sm" py="xl">
      <FailureNotice error={useRouteError()} retry={() => window.location.reload()} />
    </Container>
  );
}
