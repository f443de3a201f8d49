/** Errors are wrapped a few times at most; a chain that bites its own tail ends too. */
const deepestCause = 8;

/** An error, then what caused it, then what caused that; nothing where the thing thrown is no error. */
export function* causesOf(error: unknown): Generator<Error> {
  let current = error;
  for (let depth = 0; depth < deepestCause && current instanceof Error; depth += 1) {
    yield current;
    current = current.cause;
  }
}
