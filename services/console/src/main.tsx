import '@mantine/core/styles.css';
import './app/console.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import * as z from 'zod';
import { ApiProvider } from './api/api-context.tsx';
import { createApiClient } from './api/api-client.ts';
import { statusOf } from './api/request-failure.ts';
import { createConsoleRouter } from './app/create-console-router.tsx';
import { theme } from './app/theme.ts';
import { SessionProvider } from './session/session-context.tsx';
import { openSessionStore } from './session/session-store.ts';

// The content security policy forbids code made at run time, which zod would try first.
z.config({ jitless: true });

const session = openSessionStore(window);
const client = createApiClient(session, (input, init) => fetch(input, init));
const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // What the server has refused it will refuse again; only silence and breakdowns are worth a second try.
      // A server that is not ready yet (503) says so while it computes, which takes longer than a hiccup.
      retry: (failures, error) => {
        const status = statusOf(error);
        return failures < (status === 503 ? 6 : 2) && (status ?? 500) >= 500;
      },
    },
  },
});
// Nothing that one person has read may be seen by the next.
session.subscribe(() => queryClient.clear());

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <SessionProvider store={session}>
          <ApiProvider client={client}>
            <RouterProvider router={createConsoleRouter()} />
          </ApiProvider>
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
