/** A handful is always taken, so that one bad message in a small batch does not stop the product. */
const alwaysTaken = 10;
export const usualDeadLettersPercent = 20;

/** Most of a batch being unreadable means that this release reads wrongly, not that every sender wrote wrongly. */
export class TooManyDeadLetters extends Error {
  override readonly name = 'TooManyDeadLetters';
}

/** Throws when the share of dead letters says that the fault is ours; somebody who knows better raises `mostPercent`. */
export function assertFewDeadLetters(
  { deadLetters, messages }: { deadLetters: number; messages: number },
  firstReason: string,
  mostPercent: number,
): void {
  if (deadLetters <= Math.max(alwaysTaken, Math.floor((messages * mostPercent) / 100))) return;
  throw new TooManyDeadLetters(
    `${deadLetters} of ${messages} messages cannot be read (first: ${firstReason}); nothing of the batch was taken. ` +
      'If this release reads wrongly, go back to the one before. If it is senders that wrote wrongly, set ' +
      'STEPUP_DEAD_LETTERS_PERCENT=100 until the batch is through: such messages are then kept as dead letters.',
  );
}
