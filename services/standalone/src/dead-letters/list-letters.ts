import { deadLetterReasonTexts, deadLettersAnswer, type KeptDeadLetterHead } from '@stepup/contracts';
import { exitCodes } from '@stepup/runtime';
import { callInstance, type InstanceTarget } from '../cli/call-instance.ts';
import { tellRefusal } from '../cli/with-instance.ts';
import { formatTable } from './format-table.ts';
import { toPrintable } from './to-printable.ts';

interface ListOptions {
  reason?: string;
  state: string;
  limit: number;
  json?: boolean;
}

/** Prints letters as a table, or as JSON. */
export async function listLetters(target: InstanceTarget, options: ListOptions): Promise<number> {
  const query = new URLSearchParams({ state: options.state, limit: String(options.limit) });
  if (options.reason !== undefined) query.set('reason', options.reason);
  const asked = await callInstance(target, `/v1/dead-letters?${query.toString()}`, deadLettersAnswer);
  if (asked.kind === 'refused') return tellRefusal(asked);
  const { items, waiting, reasons, next_cursor } = asked.body;
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ items, waiting, reasons, complete: next_cursor === null })}\n`);
    return exitCodes.ok;
  }
  process.stdout.write(
    waiting === 0
      ? 'Nothing waits here: every event received was stored.\n'
      : `${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'}:\n`,
  );
  for (const { reason, waiting: count } of reasons) {
    const { says, whatToDo } = deadLetterReasonTexts[reason];
    process.stdout.write(`  ${count} ${reason}: ${says}. ${whatToDo}\n`);
  }
  if (items.length > 0) process.stdout.write(`\n${formatTable(header, items.map(toLine))}\n`);
  if (next_cursor !== null) process.stdout.write(`… and more; --limit shows up to 1000.\n`);
  return exitCodes.ok;
}

const header = ['ID', 'FAILED', 'REASON', 'TYPE', 'KEY', 'BYTES', 'TRIED'];

function toLine(letter: KeptDeadLetterHead): string[] {
  return [
    letter.id,
    letter.kept_at.slice(0, 19).replace('T', ' '),
    letter.reason,
    toPrintable(letter.event_type ?? '–', 30),
    toPrintable(letter.key, 40),
    String(letter.value_bytes),
    String(letter.attempts),
  ];
}
