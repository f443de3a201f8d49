import { createLocalJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { isLoopback } from './is-loopback.ts';
import type { KeySetResult, KeySource } from './key-set.ts';

const fetchTimeoutMs = 5_000;
const maxDocumentBytes = 512 * 1024;
/** Keys older than this are fetched again, so that a withdrawn key stops working. */
const maxAgeMs = 10 * 60_000;
/** How long old keys serve on while the issuer cannot be reached. */
const maxStaleMs = 60 * 60_000;
/** Tokens with made-up key ids must not make us ask the issuer more often than this. */
const cooldownMs = 30_000;

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keySetDocument = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

interface Fetched {
  getKey: JWTVerifyGetKey;
  fetchedAtMs: number;
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    // Where keys come from is decided by the configured issuer alone.
    redirect: 'error',
    signal: AbortSignal.timeout(fetchTimeoutMs),
  });
  if (!response.ok || response.body === null) throw new Error(`${address} answered ${response.status}`);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const body: AsyncIterable<Uint8Array> = response.body;
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxDocumentBytes)
      throw new Error(`${address} answered more than ${maxDocumentBytes} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function requireSafe(address: string): void {
  const url = new URL(address);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return;
  throw new Error(`${address} is neither https nor on this machine`);
}

/** Keys by OpenID Connect Discovery 1.0, section 4: the document must name the very issuer it was asked for. */
async function fetchKeys(issuer: string): Promise<JWTVerifyGetKey> {
  requireSafe(issuer);
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const document = discoveryDocument.parse(await fetchJson(address));
  if (document.issuer !== issuer) throw new Error(`${address} names another issuer: ${document.issuer}`);
  requireSafe(document.jwks_uri);
  return createLocalJWKSet(keySetDocument.parse(await fetchJson(document.jwks_uri)));
}

/**
 * The keys of an OpenID Connect issuer, kept for ten minutes and fetched again when a token names a key
 * that is not among them (at most every 30 s). While the issuer cannot be reached the last keys serve for
 * up to an hour. Concurrent callers share one fetch.
 */
export function remoteKeySource(options: { issuer: string; clock: Clock }): KeySource {
  const nowMs = () => options.clock.now().getTime();
  let fetched: Fetched | null = null;
  let attemptedAtMs = -Infinity;
  let lastFailure = '';
  let underWay: Promise<void> | null = null;

  const fetchOnce = async (): Promise<void> => {
    attemptedAtMs = nowMs();
    try {
      const getKey = await fetchKeys(options.issuer);
      fetched = { getKey, fetchedAtMs: nowMs() };
    } catch (error) {
      lastFailure = error instanceof Error ? error.message : String(error);
    }
  };
  const fetchShared = (): Promise<void> =>
    (underWay ??= fetchOnce().finally(() => {
      underWay = null;
    }));
  const usable = (): KeySetResult => {
    if (fetched !== null && nowMs() - fetched.fetchedAtMs < maxStaleMs)
      return { kind: 'keys', getKey: fetched.getKey };
    return { kind: 'unavailable', message: `no keys from ${options.issuer}: ${lastFailure}` };
  };

  return {
    async current() {
      const ageMs = fetched === null ? Infinity : nowMs() - fetched.fetchedAtMs;
      // Without any keys every caller may try, at most once a second.
      const pauseMs = fetched === null ? 1_000 : cooldownMs;
      if (underWay !== null && fetched === null) await underWay;
      else if (ageMs >= maxAgeMs && nowMs() - attemptedAtMs >= pauseMs) await fetchShared();
      return usable();
    },
    async refreshed() {
      if (underWay === null && nowMs() - attemptedAtMs < cooldownMs) return null;
      await fetchShared();
      return usable();
    },
  };
}
