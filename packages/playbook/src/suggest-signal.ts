import { signals } from '@stepup/contracts';

/** Further away than this is another word, not a slip. */
const farthest = 3;

/** `; did you mean reply_rate?`, or nothing where none is near. */
export function suggestSignal(written: string): string {
  const ranked = Object.keys(signals)
    .map((id) => ({ id, distance: editDistance(written, id) }))
    .toSorted((one, other) => one.distance - other.distance);
  const nearest = ranked[0];
  return nearest !== undefined && nearest.distance <= farthest ? `; did you mean ${nearest.id}?` : '';
}

/** Levenshtein's distance. */
function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_value, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[other.length] ?? 0;
}
