import { type DeadLetter, deadLetter, jsonOrUndefined } from '@stepup/contracts';
import { messageText, type ReceivedMessage } from '@stepup/event-bus';
import { toDeadLetter } from '../to-dead-letter.ts';

/**
 * A message of the dead-letter topic as the letter it holds. What holds none is kept as a letter of its own, which belongs to
 * nobody: this topic has no other to put it aside to.
 */
export function readDeadLetter(message: ReceivedMessage): DeadLetter {
  const text = messageText(message);
  const parsed = text === null ? null : deadLetter.safeParse(jsonOrUndefined(text));
  if (parsed?.success === true) return parsed.data;
  const says = parsed === null ? 'the value is not UTF-8' : parsed.error.message;
  return toDeadLetter(message, 'letter_unreadable', { says, problems: [], tenant: '', eventType: null });
}
