/** An error as a ClickHouse server reports it: number, name and the full text of the response body. */
export interface ServerException {
  readonly code: number;
  readonly body: string;
}

const CODE = /Code: (\d+)\. DB::/;

/** Reads what the engine threw. A message without a code is a fault of the front itself and gets code 1002. */
export function toServerException(error: unknown): ServerException {
  const message = error instanceof Error ? error.message : String(error);
  const code = CODE.exec(message)?.[1];
  return code === undefined
    ? exception(1002, 'UNKNOWN_EXCEPTION', message)
    : { code: Number(code), body: message.trim() };
}

/** An exception of the front's own making, in the engine's form. */
export function exception(code: number, name: string, message: string): ServerException {
  return { code, body: `Code: ${String(code)}. DB::Exception: ${message} (${name})` };
}

const BAD_REQUEST = new Set([
  6, 26, 27, 36, 38, 41, 42, 43, 53, 62, 69, 70, 72, 117, 130, 131, 167, 168, 456, 457,
]);
const NOT_FOUND = new Set([16, 46, 47, 50, 56, 60, 63, 73, 81, 115, 511]);

/**
 * HTTP status of an exception, as ClickHouse's HTTP interface answers it, save that a full queue (202) and
 * exhausted memory (241) are 503: both pass, and the caller may try again.
 */
export function httpStatusOf(code: number): number {
  if (BAD_REQUEST.has(code)) return 400;
  if (NOT_FOUND.has(code)) return 404;
  switch (code) {
    case 194:
      return 401;
    case 516:
    case 497:
      return 403;
    case 159:
      return 408;
    case 223:
      return 413;
    case 48:
      return 501;
    case 76:
    case 202:
    case 209:
    case 241:
    case 439:
      return 503;
    default:
      return 500;
  }
}
