import { formatQuery } from '../api/api-client.ts';

/** The gaps of one person alone. */
export function gapsAddress(repId: string): string {
  return `/gaps${formatQuery({ rep: repId })}`;
}
