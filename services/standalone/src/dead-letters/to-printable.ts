/** Text of a stranger for a terminal, on one line: without what a terminal would obey, and not longer than `longest`. */
export function toPrintable(text: string, longest: number): string {
  const harmless = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·');
  const characters = Array.from(harmless);
  return characters.length <= longest ? harmless : `${characters.slice(0, longest - 1).join('')}…`;
}
