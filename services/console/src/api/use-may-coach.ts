import { useCurrentSession } from './use-current-session.ts';

/** Whether plans are any of this reader's business: they are between a person and their coach. */
export function useMayCoach(): boolean {
  return useCurrentSession().data?.scopes.includes('coach') === true;
}
