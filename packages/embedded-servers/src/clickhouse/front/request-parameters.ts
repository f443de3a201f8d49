import type { IncomingMessage } from 'node:http';
import { type ServerException, exception } from './exception.ts';
import { isPlainName } from './statement/quote.ts';

/** The parts of a request besides its statement. */
export interface RequestParameters {
  readonly queryId: string | undefined;
  readonly database: string | undefined;
  readonly defaultFormat: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
  /** Only reading is allowed: asked for by `readonly`, and always so for GET. */
  readonly readOnly: boolean;
  readonly gzip: boolean;
  /** Version of the protocol whose Native blocks the client reads; 0 when it does not say. */
  readonly clientRevision: number;
  /** Answer only when the whole result is known, so that status and summary are final. */
  readonly waitForEnd: boolean;
}

export type ParsedParameters =
  | { readonly kind: 'parsed'; readonly parameters: RequestParameters }
  | { readonly kind: 'refused'; readonly exception: ServerException };

/** Parameters of the HTTP interface itself; every other name is a setting of the statement. */
const NOT_SETTINGS = new Set([
  'query',
  'query_id',
  'user',
  'password',
  'database',
  'default_format',
  'readonly',
  'wait_end_of_query',
  'buffer_size',
  'quota_key',
  // Taken by the mark under which a statement is cancelled; nothing reads it otherwise, there is no query log.
  'log_comment',
  'stacktrace',
  'client_protocol_version',
  'enable_http_compression',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'compress',
  'decompress',
]);
/** Asked for with a value other than empty or 0, these would change an answer in a way the front cannot give. */
const UNSUPPORTED = new Map([
  ['session_id', 'Sessions: every statement has a connection of its own.'],
  ['role', 'Roles: the embedded engine has one user.'],
  ['compress', "ClickHouse's own compression of answers; use enable_http_compression=1 with gzip."],
  ['decompress', "ClickHouse's own compression of requests; use Content-Encoding: gzip."],
]);

/** @param multipart parts of a multipart body, where clients put parameters too long for the URL */
export function parseParameters(
  request: IncomingMessage,
  url: URLSearchParams,
  multipart: ReadonlyMap<string, string>,
): ParsedParameters {
  const settings = new Map<string, string>();
  const parameters = new Map<string, string>();
  for (const [name, value] of [...url, ...multipart]) {
    const unsupported = UNSUPPORTED.get(name);
    if (unsupported !== undefined && value !== '' && value !== '0') {
      return refuse(48, 'NOT_IMPLEMENTED', `Not supported by the embedded server. ${unsupported}`);
    }
    if (NOT_SETTINGS.has(name) || UNSUPPORTED.has(name)) continue;
    const parameter = name.startsWith('param_') ? name.slice('param_'.length) : undefined;
    if (!isPlainName(parameter ?? name)) return refuse(115, 'UNKNOWN_SETTING', `Unknown setting '${name}'.`);
    if (parameter === undefined) settings.set(name, value);
    else parameters.set(parameter, value);
  }
  const readonly = url.get('readonly');
  return {
    kind: 'parsed',
    parameters: {
      queryId: nonEmpty(url.get('query_id')) ?? nonEmpty(request.headers['x-clickhouse-query-id']),
      database: nonEmpty(url.get('database')) ?? nonEmpty(request.headers['x-clickhouse-database']),
      defaultFormat:
        nonEmpty(url.get('default_format')) ??
        nonEmpty(request.headers['x-clickhouse-format']) ??
        'TabSeparated',
      settings,
      parameters,
      readOnly: request.method === 'GET' || (readonly !== null && readonly !== '0'),
      gzip: url.get('enable_http_compression') === '1' && acceptsGzip(request),
      clientRevision: Number.parseInt(url.get('client_protocol_version') ?? '0', 10),
      waitForEnd: url.get('wait_end_of_query') === '1',
    },
  };
}

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
}

function nonEmpty(value: string | string[] | null | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function refuse(code: number, name: string, message: string): ParsedParameters {
  return { kind: 'refused', exception: exception(code, name, message) };
}
