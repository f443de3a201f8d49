/** Why a place in a lane was not given: the waiting line is full, or the caller went away meanwhile. */
type LaneRefusal = { readonly kind: 'full'; readonly waiting: number } | { readonly kind: 'gone' };
export type LaneTicket = { readonly kind: 'admitted'; readonly leave: () => void } | LaneRefusal;

/** Admits at most `width` callers at a time, in order of arrival, and lets at most `maxWaiting` wait. */
export class Lane {
  readonly #width: number;
  readonly #maxWaiting: number;
  #inside = 0;
  readonly #waiting = new Set<() => void>();

  constructor(width: number, maxWaiting: number) {
    this.#width = width;
    this.#maxWaiting = maxWaiting;
  }

  enter(gone: AbortSignal): Promise<LaneTicket> {
    if (gone.aborted) return Promise.resolve({ kind: 'gone' });
    if (this.#inside < this.#width) {
      this.#inside += 1;
      return Promise.resolve(this.#ticket());
    }
    if (this.#waiting.size >= this.#maxWaiting)
      return Promise.resolve({ kind: 'full', waiting: this.#waiting.size });
    return new Promise((resolve) => {
      const admit = (): void => {
        gone.removeEventListener('abort', giveUp);
        resolve(this.#ticket());
      };
      const giveUp = (): void => {
        this.#waiting.delete(admit);
        resolve({ kind: 'gone' });
      };
      this.#waiting.add(admit);
      gone.addEventListener('abort', giveUp, { once: true });
    });
  }

  #ticket(): LaneTicket {
    let left = false;
    return {
      kind: 'admitted',
      leave: () => {
        if (left) return;
        left = true;
        // The place is handed over, not freed, so that a newcomer cannot overtake those who wait.
        const [next] = this.#waiting;
        if (next === undefined) {
          this.#inside -= 1;
          return;
        }
        this.#waiting.delete(next);
        next();
      },
    };
  }
}
