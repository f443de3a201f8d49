import type { IncomingMessage } from 'node:http';
import { type ServerException, exception } from './exception.ts';
import { RequestBody } from './request-body.ts';
import { type RequestParameters, parseParameters } from './request-parameters.ts';
import { type Statement, analyzeStatement } from './statement/analyze-statement.ts';

/** A request whose statement is known; rows of an INSERT may still be under way in `body`. */
export interface StatementRequest {
  readonly statement: Statement;
  /** The statement as far as it has been read; for an INSERT with rows, their beginning may follow its head. */
  readonly text: Buffer;
  readonly body: RequestBody;
  readonly parameters: RequestParameters;
}
export type ReadStatement =
  | { readonly kind: 'read'; readonly request: StatementRequest }
  | { readonly kind: 'refused'; readonly exception: ServerException };

/** No statement may be longer, save the rows behind an INSERT; ClickHouse's own limit is 256 KiB. */
const MAX_STATEMENT_BYTES = 1024 * 1024;
/** Parameters sent as a multipart body (lists of ids, mostly). */
const MAX_MULTIPART_BYTES = 64 * 1024 * 1024;

/** Finds the statement in the URL, in the body, or in both, where ClickHouse reads one after the other. */
export async function readStatement(request: IncomingMessage, url: URLSearchParams): Promise<ReadStatement> {
  const body = RequestBody.of(request);
  if (body === undefined) {
    const encoding = String(request.headers['content-encoding']);
    return refused(48, 'NOT_IMPLEMENTED', `Unknown Content-Encoding '${encoding}'.`);
  }
  const contentType = request.headers['content-type'] ?? '';
  let multipart = new Map<string, string>();
  if (contentType.startsWith('multipart/form-data')) {
    const parts = await readMultipart(body, contentType);
    if (parts === undefined)
      return refused(223, 'QUERY_IS_TOO_LARGE', 'The multipart body is too large or malformed.');
    multipart = parts;
  }
  const inUrl = url.get('query') ?? multipart.get('query') ?? '';
  multipart.delete('query');
  const parsed = parseParameters(request, url, multipart);
  if (parsed.kind === 'refused') return parsed;

  let text: Buffer = Buffer.from(inUrl);
  let statement = analyzeStatement(text.toString('latin1'));
  if (statement.kind !== 'insert_data') {
    const { head, complete } = await body.readHead(MAX_STATEMENT_BYTES);
    if (head.length > 0) {
      text = text.length === 0 ? head : Buffer.concat([text, Buffer.from('\n'), head]);
      statement = analyzeStatement(text.toString('latin1'));
    }
    if (!complete && statement.kind !== 'insert_data') {
      const limit = String(MAX_STATEMENT_BYTES);
      return refused(
        62,
        'SYNTAX_ERROR',
        `Syntax error: Max query size exceeded (the limit is ${limit} bytes).`,
      );
    }
  }
  return { kind: 'read', request: { statement, text, body, parameters: parsed.parameters } };
}

async function readMultipart(
  body: RequestBody,
  contentType: string,
): Promise<Map<string, string> | undefined> {
  const { head, complete } = await body.readHead(MAX_MULTIPART_BYTES);
  if (!complete) return undefined;
  try {
    const form = await new Response(new Uint8Array(head), {
      headers: { 'content-type': contentType },
    }).formData();
    const parts = new Map<string, string>();
    for (const [name, value] of form) {
      // A part with a file name is an external table, which the embedded engine cannot take.
      if (typeof value !== 'string') return undefined;
      parts.set(name, value);
    }
    return parts;
  } catch {
    return undefined;
  }
}

function refused(code: number, name: string, message: string): ReadStatement {
  return { kind: 'refused', exception: exception(code, name, message) };
}
