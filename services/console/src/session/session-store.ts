import { takeTokenFromFragment } from './take-token-from-fragment.ts';

/** Holds the bearer token of this tab. It outlives a reload and ends with the tab. */
export interface SessionStore {
  token: () => string | null;
  setToken: (token: string | null) => void;
  /** For `useSyncExternalStore`; returns how to unsubscribe. */
  subscribe: (listener: () => void) => () => void;
}

const storageKey = 'stepup.token';

/** Opens the store of a tab; a token in the address's fragment wins and is removed from the address. */
export function openSessionStore(tab: Pick<Window, 'sessionStorage' | 'location' | 'history'>): SessionStore {
  const listeners = new Set<() => void>();
  const { token: given, rest } = takeTokenFromFragment(tab.location.hash);
  let token = given ?? tab.sessionStorage.getItem(storageKey);
  if (given !== null) {
    tab.sessionStorage.setItem(storageKey, given);
    tab.history.replaceState(null, '', tab.location.pathname + tab.location.search + rest);
  }
  return {
    token: () => token,
    setToken: (next) => {
      token = next;
      if (next === null) tab.sessionStorage.removeItem(storageKey);
      else tab.sessionStorage.setItem(storageKey, next);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
