/** Hands a message to the process that forked this one, and lets go of it. */
export function tellParent(message: object): void {
  process.send?.(message, () => process.disconnect());
}
