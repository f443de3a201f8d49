import { Button, Center, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { statusOf } from '../api/request-failure.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { useSession, useToken } from '../session/session-context.tsx';

/** Shows the sign-in page first to whoever has no token, or one that lets nobody in, and comes back afterwards. */
export function RequireSession({ children }: { children: ReactNode }) {
  const token = useToken();
  const session = useSession();
  const reader = useCurrentSession();
  const { pathname, search } = useLocation();
  if (token === null) {
    const back = pathname === '/' ? '' : `?back=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${back}`} replace />;
  }
  // Refused as a person, every page would be refused: somebody left, or the token came with the address.
  if (statusOf(reader.error) !== 403) return children;
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack maw={520}>
        <FailureNotice error={reader.error} retry={reader.refetch} />
        <Button onClick={() => session.setToken(null)}>Sign in as somebody else</Button>
      </Stack>
    </Center>
  );
}
