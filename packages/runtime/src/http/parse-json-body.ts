export type JsonResult =
  { kind: 'parsed'; value: unknown } | { kind: 'not_utf8' } | { kind: 'not_json'; message: string };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Parses a JSON body. Bytes that are no UTF-8 are told apart, never replaced; a byte order mark is dropped. */
export function parseJsonBody(bytes: Uint8Array): JsonResult {
  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    return { kind: 'not_utf8' };
  }
  try {
    return { kind: 'parsed', value: JSON.parse(text) };
  } catch (error) {
    return { kind: 'not_json', message: error instanceof Error ? error.message : 'not JSON' };
  }
}
