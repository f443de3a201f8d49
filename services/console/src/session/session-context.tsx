import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { SessionStore } from './session-store.ts';

const SessionContext = createContext<SessionStore | null>(null);

export function SessionProvider({ store, children }: { store: SessionStore; children: ReactNode }) {
  return <SessionContext value={store}>{children}</SessionContext>;
}

/** The session of this tab. Throws outside of `SessionProvider`. */
export function useSession(): SessionStore {
  const store = use(SessionContext);
  if (store === null) throw new Error('useSession outside of SessionProvider');
  return store;
}

/** The present token, null when signed out. */
export function useToken(): string | null {
  const store = useSession();
  return useSyncExternalStore(store.subscribe, store.token);
}
