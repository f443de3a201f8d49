/** Where a line begins in a text; lines count from 1, and one behind the end begins at the end. */
export function lineStart(text: string, line: number): number {
  return text
    .split('\n')
    .slice(0, line - 1)
    .reduce((start, before) => Math.min(text.length, start + before.length + 1), 0);
}
