import { describeError } from './describe-error.ts';
import { censored, redactText } from './redact-text.ts';

const maxDepth = 8;
const secretKey =
  /(authorization|cookie|credentials?|private[-_]?key|api[-_]?key|token)$|passw(or)?d|passphrase|secret/i;

/** Keys that end in "token" and yet carry no secret. */
const harmlessKeys = new Set(['dedup_token', 'deduplicationtoken', 'insert_deduplication_token']);

function isSecretKey(key: string): boolean {
  return secretKey.test(key) && !harmlessKeys.has(key.toLowerCase());
}

function redactAt(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (above.has(value)) return '[circular]';
  if (depth >= maxDepth) return '[too deep]';
  const path = new Set(above).add(value);
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redactAt(item, depth + 1, path));
  if (value instanceof Map || value instanceof Set) return redactAt([...value], depth + 1, path);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      isSecretKey(key) ? censored : redactAt(item, depth + 1, path),
    ]),
  );
}

/** A copy of a value to be logged without credentials, at any depth up to eight levels. */
export function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => [
      key,
      isSecretKey(key) ? censored : redactAt(item, 1, new Set([fields])),
    ]),
  );
}
