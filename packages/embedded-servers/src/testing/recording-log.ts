import type { ServerLog } from '../server-log.ts';

/** A log that keeps what it is told. */
export function createRecordingLog(): ServerLog & { readonly messages: string[] } {
  const messages: string[] = [];
  const note = (fields: object, message: string): void => {
    messages.push(`${message} ${JSON.stringify(fields)}`);
  };
  return { messages, info: note, warn: note, error: note };
}
