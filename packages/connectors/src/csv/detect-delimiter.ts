/** What a mapping may state as `delimiter`. */
export const statedDelimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof statedDelimiters)[number];

const detectable: readonly Delimiter[] = [',', ';', '\t'];

/**
 * The delimiter of a header line: the one of `,` `;` and tab that occurs most outside quotes; a tie goes to the
 * first of them, and a line with none of them is a single column.
 */
export function detectDelimiter(headerLine: string): Delimiter {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of headerLine) {
    if (character === '"') quoted = !quoted;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  let best: Delimiter = ',';
  for (const delimiter of detectable) {
    if ((counts.get(delimiter) ?? 0) > (counts.get(best) ?? 0)) best = delimiter;
  }
  return best;
}
