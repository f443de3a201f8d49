/** Where the message that is answered begins, as mail programs write it in English and German. */
const quotationBegins =
  /^\s*(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht)\b|(?:on|am)\b.{4,200}\b(?:wrote|schrieb)\b.*:\s*$|(?:from|von):\s.+@)/iu;

/** A message without what it quotes: lines after `>`, and the answered message below. */
export function withoutQuotation(text: string): string {
  const kept: string[] = [];
  for (const line of text.split(/\r?\n/u)) {
    if (quotationBegins.test(line)) break;
    if (!line.startsWith('>')) kept.push(line);
  }
  return kept.join('\n');
}

/** Words in lower case: runs of letters, figures and the apostrophes inside them. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
}
