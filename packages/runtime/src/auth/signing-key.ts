import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

const privateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
});

type SigningKey = z.output<typeof privateJwk>;

export type SigningKeyResult =
  | { kind: 'key'; key: SigningKey }
  /** Others on this machine can read the key; `chmod 600` or removal makes it good. */
  | { kind: 'key_exposed'; path: string; mode: string }
  | { kind: 'key_invalid'; path: string };

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

async function writeNewKey(directory: string, path: string): Promise<void> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = privateJwk.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = join(directory, `.${randomUUID()}.tmp`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(key));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link appears whole or not at all and never replaces: of two processes one wins, both read its key.
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readKey(path: string): Promise<SigningKeyResult | null> {
  let text: string;
  try {
    const mode = (await stat(path)).mode & 0o777;
    // Windows has no such modes; it reports 666 whatever the access list says.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      return { kind: 'key_exposed', path, mode: mode.toString(8) };
    }
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    return { kind: 'key', key: privateJwk.parse(JSON.parse(text)) };
  } catch {
    return { kind: 'key_invalid', path };
  }
}

/** The ES256 key pair of a data directory, made at the first call and kept with mode 600. */
export async function loadSigningKey(directory: string): Promise<SigningKeyResult> {
  const path = join(directory, 'token-signing-key.json');
  const existing = await readKey(path);
  if (existing !== null) return existing;
  await writeNewKey(directory, path);
  const written = await readKey(path);
  if (written === null) throw new Error(`${path} vanished while it was being made`);
  return written;
}
