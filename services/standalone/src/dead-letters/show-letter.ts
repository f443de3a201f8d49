import { deadLetterReasonTexts, type KeptDeadLetter, keptDeadLetter } from '@stepup/contracts';
import { exitCodes } from '@stepup/runtime';
import { callInstance, type InstanceTarget } from '../cli/call-instance.ts';
import { tellRefusal } from '../cli/with-instance.ts';
import { toPrintable } from './to-printable.ts';

/** Prints one letter for people, or as JSON. */
export async function showLetter(
  target: InstanceTarget,
  id: string,
  options: { json?: boolean },
): Promise<number> {
  const asked = await callInstance(target, `/v1/dead-letters/${encodeURIComponent(id)}`, keptDeadLetter);
  if (asked.kind === 'refused') return tellRefusal(asked);
  const text = options.json === true ? JSON.stringify(asked.body) : describeLetter(asked.body);
  process.stdout.write(`${text}\n`);
  return exitCodes.ok;
}

const longestLine = 2_000;

function describeLetter(letter: KeptDeadLetter): string {
  const { says, whatToDo } = deadLetterReasonTexts[letter.reason];
  const { state, replayed_at, replayed_by, expires_at } = letter;
  const lines = [
    `${says}. ${whatToDo}`,
    '',
    `reason     ${letter.reason}, at the step ${letter.step}`,
    `detail     ${toPrintable(letter.detail, longestLine)}`,
    `state      ${state}, tried ${letter.attempts} times, last failed ${letter.kept_at}`,
    ...(replayed_at === null ? [] : [`replayed   ${replayed_at} by ${toPrintable(replayed_by ?? '', 200)}`]),
    `kept       ${expires_at === null ? 'until it is understood' : `until ${expires_at}`}`,
    `received   ${letter.received_at}`,
    `source     ${letter.topic}, partition ${letter.partition}, offset ${letter.offset}`,
    `key        ${toPrintable(letter.key, longestLine)}`,
    ...Object.entries(letter.headers).map(
      ([name, text]) => `header     ${toPrintable(name, 100)}: ${toPrintable(text, longestLine)}`,
    ),
    `value      ${letter.value_bytes} bytes, SHA-256 ${letter.value_sha256}`,
    ...(letter.value_is_whole ? [] : ['           only its beginning was kept, so it cannot be replayed']),
    '',
    ...formatValue(Buffer.from(letter.value, 'base64').toString()),
  ];
  return lines.join('\n');
}

function formatValue(text: string): string[] {
  const lines = indent(text).split('\n');
  return lines.map((line) => toPrintable(line, longestLine));
}

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
