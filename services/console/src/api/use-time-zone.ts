import { useCurrentSession } from './use-current-session.ts';

/** The tenant's zone, in which all days on the screens are; the reader's own until it is known. */
export function useTimeZone(): string {
  return useCurrentSession().data?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
