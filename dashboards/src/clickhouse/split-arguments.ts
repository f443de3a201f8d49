/**
 * The arguments of a call whose bracket opens at `open`, split at its own commas and trimmed; `end` is the place after
 * the closing bracket. Undefined where no bracket opens there or it never closes.
 */
export function splitArguments(sql: string, open: number): { arguments: string[]; end: number } | undefined {
  if (sql[open] !== '(') return undefined;
  const found: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let index = open; index < sql.length; index += 1) {
    const character = sql[index];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if ((character === ',' && depth === 1) || depth === 0) {
      found.push(sql.slice(from, index).trim());
      from = index + 1;
    }
    if (depth === 0) return { arguments: found, end: index + 1 };
  }
  return undefined;
}
