import { type HttpRequest, parseJsonBody, readBody } from '@stepup/runtime';
import type { EndpointProblem, SentWrite, WriteDescription } from './endpoint.ts';

const mostBytes = 256 * 1024;
const longestKey = 200;

/** Reads what a write is made of: its JSON body, the version it was read at, and its idempotency key. */
export async function readSentWrite(
  request: HttpRequest,
  write: WriteDescription,
): Promise<({ kind: 'sent' } & SentWrite) | EndpointProblem> {
  const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';');
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    return problem('unsupported_media_type', 'Send application/json.');
  }
  const body = await readBody(request, { maxBytes: mostBytes });
  if (body.kind === 'too_large') return problem('payload_too_large', `At most ${mostBytes} bytes are taken.`);
  if (body.kind !== 'read') return problem('unsupported_media_type', 'Send the body as it is, or as gzip.');
  const json = parseJsonBody(body.bytes);
  if (json.kind === 'not_utf8') return problem('invalid_json', 'The body is not UTF-8.');
  if (json.kind === 'not_json') return problem('invalid_json', json.message);

  const idempotencyKey = request.headers['idempotency-key'];
  if (typeof idempotencyKey === 'string' && (idempotencyKey === '' || idempotencyKey.length > longestKey)) {
    return problem('invalid_body', `Idempotency-Key must have 1 to ${longestKey} characters.`);
  }
  const version = readVersion(request.headers['if-match']);
  if (write.needsVersion && version === null) {
    return problem('precondition_required', 'Send If-Match with the version you read, like "3".');
  }
  return {
    kind: 'sent',
    body: json.value,
    version: write.needsVersion ? version : null,
    idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : null,
  };
}

/** The version of an entity tag, with or without quotes; null for what names none. */
function readVersion(header: string | undefined): number | null {
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header?.trim() ?? '');
  return match === null ? null : Number(match[1]);
}

function problem(code: EndpointProblem['code'], detail: string): EndpointProblem {
  return { kind: 'problem', code, detail };
}
