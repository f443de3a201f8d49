import { type DeadLetterReplayAnswer, type KeptDeadLetter, replayHeaders } from '@stepup/contracts';
import { type LetterTenants, markLettersReplayed, readDeadLetters } from '@stepup/warehouse';
import type { ApiPorts, EventMessage } from '../api-ports.ts';

/** Values are in memory so many at a time; and so many unreadable messages at once are taken of nobody. */
const lettersPerPublish = 10;
/** What is not sent by then is left for the next request: somebody waits for the answer, and a transaction is open meanwhile. */
const longestSendingMs = 10_000;

/** What became of letters that were to be sent again. */
export type SentLetters = Pick<DeadLetterReplayAnswer, 'sent' | 'came_back' | 'refused'> & {
  /** The last so many of the ids: the bus took no more, or time was up. */
  untaken: number;
};

/**
 * Sends letters again, original key, value and headers, and marks them. In that order: a crash in between leaves a letter
 * waiting that was sent, and sending it twice stores one event.
 */
export async function sendLetters(
  ports: Pick<ApiPorts, 'warehouse' | 'publishEvents' | 'eventsTopic'>,
  ids: readonly string[],
  { tenants, at, by }: { tenants: LetterTenants; at: string; by: string },
): Promise<SentLetters> {
  const beganAtMs = performance.now();
  const outcome: SentLetters = { sent: 0, came_back: 0, refused: [], untaken: 0 };
  for (let from = 0; from < ids.length; from += lettersPerPublish) {
    if (from > 0 && performance.now() - beganAtMs > longestSendingMs) {
      return { ...outcome, untaken: ids.length - from };
    }
    const asked = ids.slice(from, from + lettersPerPublish);
    // One lot after the other: a bounded number of values in memory.
    const letters = await readDeadLetters(ports.warehouse, tenants, asked);
    const sendable = letters.filter((letter) => whyNot(letter, ports.eventsTopic) === null);
    for (const id of asked) {
      const letter = letters.find((found) => found.id === id);
      const why = letter === undefined ? 'not_found' : whyNot(letter, ports.eventsTopic);
      if (why !== null) outcome.refused.push({ id, why });
    }
    if (sendable.length === 0) continue;
    if ((await ports.publishEvents(sendable.map(toMessage))) === 'unavailable') {
      return { ...outcome, untaken: ids.length - from };
    }
    const attempts = sendable.map(({ id, attempts: tried, expires_at }) => ({
      id,
      attempts: tried,
      isUnending: expires_at === null,
    }));
    const { cameBack } = await markLettersReplayed(ports.warehouse, tenants, attempts, { at, by });
    outcome.sent += sendable.length;
    outcome.came_back += cameBack;
  }
  return outcome;
}

function whyNot(letter: KeptDeadLetter, eventsTopic: string): 'value_cut' | 'no_event' | null {
  if (letter.topic !== eventsTopic) return 'no_event';
  return letter.value_is_whole ? null : 'value_cut';
}

function toMessage({ id, attempts, key, value, headers }: KeptDeadLetter): EventMessage {
  return {
    key,
    value: Buffer.from(value, 'base64'),
    headers: { ...headers, [replayHeaders.id]: id, [replayHeaders.attempts]: String(attempts) },
  };
}
