const censored = '[redacted]';
const maxDepth = 8;
const secretKey =
  /(authorization|cookie|credentials?|private[-_]?key|api[-_]?key|token)$|passw(or)?d|passphrase|secret/i;

/** Keys that end in "token" and yet carry no secret. */
const harmlessKeys = new Set(['dedup_token', 'deduplicationtoken', 'insert_deduplication_token']);

const bearer = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g;
const jsonWebToken = /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
const passwordInUrl = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi;

/** Takes credentials out of running text: authorization values, JSON web tokens, passwords in addresses. */
export function redactText(text: string): string {
  return text
    .replace(passwordInUrl, `$1:${censored}@`)
    .replace(bearer, `$1 ${censored}`)
    .replace(jsonWebToken, censored);
}

function isSecretKey(key: string): boolean {
  return secretKey.test(key) && !harmlessKeys.has(key.toLowerCase());
}

function redactError(error: Error, depth: number, above: ReadonlySet<object>): Record<string, unknown> {
  const described: Record<string, unknown> = {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
  };
  if (error.cause !== undefined) described['cause'] = redactAt(error.cause, depth + 1, above);
  if (error instanceof AggregateError) described['errors'] = redactAt(error.errors, depth + 1, above);
  for (const [key, value] of Object.entries(error)) {
    if (!(key in described)) described[key] = isSecretKey(key) ? censored : redactAt(value, depth + 1, above);
  }
  return described;
}

function redactAt(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (above.has(value)) return '[circular]';
  if (depth >= maxDepth) return '[too deep]';
  const path = new Set(above).add(value);
  if (value instanceof Error) return redactError(value, depth, path);
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
