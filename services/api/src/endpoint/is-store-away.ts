import { causesOf } from '@stepup/runtime';

/** Of Node's sockets. */
const socketCodes: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
/** SQLSTATE: ended by the administrator, starting up or shutting down, and the class of connection exceptions. */
const awayStates = /^(?:57P01|57P03|08[0-9A-Z]{3})$/;
/** The PostgreSQL client names these by their message alone. */
const awayMessages = ['Connection terminated', 'timeout exceeded when trying to connect'];

/** Whether an error, or what caused it, says that a store cannot be reached, as against refusing or misbehaving. */
export function isStoreAway(error: unknown): boolean {
  for (const cause of causesOf(error)) if (saysAway(cause)) return true;
  return false;
}

function saysAway(error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  if (socketCodes.has(code) || (typeof code === 'string' && awayStates.test(code))) return true;
  return awayMessages.some((message) => error.message.includes(message));
}
