/** A handful is always taken, so that one bad message in a small batch does not stop the product. */
const alwaysTaken = 10;
const greatestShare = 0.2;

/** Most of a batch being unreadable means that this release reads wrongly, not that every sender wrote wrongly. */
class TooManyDeadLetters extends Error {
  override readonly name = 'TooManyDeadLetters';
}

/** Throws when the share of dead letters says that the fault is ours. */
export function assertFewDeadLetters(deadLetters: number, messages: number, firstReason: string): void {
  if (deadLetters <= Math.max(alwaysTaken, Math.floor(messages * greatestShare))) return;
  throw new TooManyDeadLetters(
    `${deadLetters} of ${messages} messages cannot be read (first: ${firstReason}); nothing of the batch was taken`,
  );
}
