import { type EmbeddedIssuer, openEmbeddedIssuer, type TokenVerifier, verifierOf } from '@stepup/runtime';
import type { StandaloneConfig } from '../config.ts';
import { issuerDirectory } from './data-layout.ts';

/** `issuer` is the built-in one; null where tokens come from elsewhere. */
export type OpenedVerifier =
  | { kind: 'verifier'; verifier: TokenVerifier; issuer: EmbeddedIssuer | null }
  | { kind: 'unusable_key'; message: string };

/** The verifier of bearer tokens: the configured issuer's, or that of the built-in one. */
export async function openVerifier(config: StandaloneConfig, dataDirectory: string): Promise<OpenedVerifier> {
  const { STEPUP_OIDC_ISSUER: issuer } = config;
  if (issuer !== undefined) {
    return {
      kind: 'verifier',
      verifier: verifierOf({ ...config, STEPUP_OIDC_ISSUER: issuer }),
      issuer: null,
    };
  }
  const opened = await openEmbeddedIssuer({ directory: issuerDirectory(dataDirectory) });
  if (opened.kind === 'ready') {
    return { kind: 'verifier', verifier: opened.issuer.verifier, issuer: opened.issuer };
  }
  return { kind: 'unusable_key', message: describeKeyFault(opened) };
}

/** What is wrong with the key of the built-in issuer, and what to do. */
export function describeKeyFault(
  fault: { kind: 'key_exposed'; path: string; mode: string } | { kind: 'key_invalid'; path: string },
): string {
  return fault.kind === 'key_exposed'
    ? `Others on this machine can read ${fault.path} (mode ${fault.mode}) and so issue tokens. Delete it: a new one is made and old tokens end.`
    : `${fault.path} holds no key. Restore it from a backup, or delete it: a new one is made and old tokens end.`;
}
