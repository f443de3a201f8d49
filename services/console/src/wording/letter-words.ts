import type { KeptDeadLetterHead } from '@stepup/contracts';
import type { ReplayOutcome } from '../api/use-replay.ts';
import { formatCount } from '@stepup/wording/numbers';

/** `1 message`, `12 messages`. */
export function formatMessages(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'message' : 'messages'}`;
}

/** `312 bytes`, `24 kB`, `5.2 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What became of a replay, in a sentence or two. */
export function describeReplay({ sent, came_back, unsendable, refused }: ReplayOutcome): string {
  const stored = sent - came_back;
  const never = refused.length + unsendable;
  const parts = [
    stored > 0 ? `${formatMessages(stored)} sent again.` : null,
    came_back > 0
      ? `${formatMessages(came_back)} failed again and ${came_back === 1 ? 'waits' : 'wait'} here.`
      : null,
    never > 0 ? `${formatMessages(never)} cannot be sent again.` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'There was nothing to send.' : parts.join(' ');
}

/** Why the button is missing; null where the message can be sent again. */
export function whyNoReplay(letter: Pick<KeptDeadLetterHead, 'value_is_whole' | 'step'>): string | null {
  if (letter.step === 'keep') return 'It holds no event, so it cannot be sent again.';
  return letter.value_is_whole ? null : 'It was too large to be kept whole, so it cannot be sent again.';
}

/** The subject of a key, which is tenant and subject; the key as it is where it is something else. */
export function subjectOfKey(key: string): string {
  try {
    const parts: unknown = JSON.parse(key);
    return Array.isArray(parts) && typeof parts[1] === 'string' ? parts[1] : key;
  } catch {
    return key;
  }
}

/** What a message held, as far as it is text; JSON with a line a field. */
export function formatValue(base64: string): string {
  const text = new TextDecoder().decode(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)));
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
