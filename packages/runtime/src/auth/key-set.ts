import { createLocalJWKSet } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';

export type KeySetResult =
  { kind: 'keys'; getKey: JWTVerifyGetKey } | { kind: 'unavailable'; message: string };

/** Where the public keys of an issuer come from. */
export interface KeySource {
  /** The keys at hand, fetched first if there are none or they are old. */
  current(): Promise<KeySetResult>;
  /** Called when no key fits a token: newer keys if there may be any, else null. */
  refreshed(): Promise<KeySetResult | null>;
}

/** Keys that never change while the process runs. */
export function fixedKeySource(keySet: JSONWebKeySet): KeySource {
  const getKey = createLocalJWKSet(keySet);
  return {
    current: async () => ({ kind: 'keys', getKey }),
    refreshed: async () => null,
  };
}
