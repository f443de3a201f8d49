import { useCurrentSession } from './use-current-session.ts';

/** Whether running the system is this reader's business. */
export function useMayOperate(): boolean {
  return useCurrentSession().data?.scopes.includes('operate') === true;
}
