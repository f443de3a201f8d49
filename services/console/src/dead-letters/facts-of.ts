import type { KeptDeadLetter } from '@stepup/contracts';
import { formatMoment } from '@stepup/wording/dates';
import { formatSize } from '../wording/letter-words.ts';

interface Fact {
  name: string;
  text: string;
}

/** All that is known of a message beside what it held, in the order in which it helps. */
export function factsOf(letter: KeptDeadLetter, timeZone: string): Fact[] {
  const { replayed_at, replayed_by, expires_at, attempts } = letter;
  const facts: Fact[] = [
    { name: 'Detail', text: letter.detail },
    { name: 'Received', text: formatMoment(letter.received_at, timeZone) },
    { name: 'Last failed', text: `${formatMoment(letter.kept_at, timeZone)}, attempt ${attempts}` },
  ];
  if (replayed_at !== null) {
    const text = `${formatMoment(replayed_at, timeZone)} by ${replayed_by ?? 'somebody'}`;
    facts.push({ name: 'Sent again', text });
  }
  const kept = expires_at === null ? 'until it is understood' : `until ${formatMoment(expires_at, timeZone)}`;
  facts.push(
    { name: 'Kept', text: kept },
    { name: 'Key', text: letter.key },
    { name: 'Source', text: `${letter.topic}, partition ${letter.partition}, offset ${letter.offset}` },
  );
  const headers = Object.entries(letter.headers);
  facts.push(...headers.map(([name, text]) => ({ name: `Header ${name}`, text })));
  facts.push({ name: 'Size', text: formatSize(letter.value_bytes) });
  return facts;
}
