/** Edit distance (Levenshtein, insertions, deletions and substitutions at cost 1) between two names. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      const insertion = (current[column - 1] ?? 0) + 1;
      const deletion = (previous[column] ?? 0) + 1;
      current.push(Math.min(substitution, insertion, deletion));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/**
 * The known name a misspelled one most probably means, or null when none is near: at most a third of the
 * part after the prefix may differ, so that `STEPUP_PORT` is not offered for `STEPUP_HOST`.
 */
export function nearestName(name: string, known: readonly string[], prefix: string): string | null {
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const distance = editDistance(name.slice(prefix.length), candidate.slice(prefix.length));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return bestDistance <= Math.max(2, Math.floor((name.length - prefix.length) / 3)) ? best : null;
}
