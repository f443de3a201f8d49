import {
  type DeadLetterReplayAnswer,
  deadLetterReplayAnswer,
  deadLettersAnswer,
  mostReplayed,
} from '@stepup/contracts';
import { exitCodes } from '@stepup/runtime';
import { callInstance, type InstanceAnswer, type InstanceTarget } from '../cli/call-instance.ts';
import { tellRefusal } from '../cli/with-instance.ts';

interface ReplayOptions {
  ids: readonly string[];
  reason?: string;
  all?: boolean;
  json?: boolean;
}

type Outcome = Pick<DeadLetterReplayAnswer, 'sent' | 'came_back' | 'unsendable' | 'refused'>;

const path = '/v1/dead-letters/replays';

/** Sends letters again, in as many calls as it takes. Ends with 3 where one was not sent or failed again. */
export async function replayLetters(target: InstanceTarget, options: ReplayOptions): Promise<number> {
  const outcome: Outcome = { sent: 0, came_back: 0, unsendable: 0, refused: [] };
  const replayed = await replayAll(target, options, outcome);
  tell(outcome, options);
  if (replayed.kind === 'refused') return tellRefusal(replayed);
  const { refused, came_back, unsendable } = outcome;
  return refused.length > 0 || came_back > 0 || unsendable > 0 ? exitCodes.data : exitCodes.ok;
}

async function replayAll(
  target: InstanceTarget,
  options: ReplayOptions,
  outcome: Outcome,
): Promise<InstanceAnswer<null>> {
  let left = [...new Set(options.ids)];
  while (left.length > 0) {
    const ids = left.slice(0, mostReplayed);
    const asked = await callInstance(target, path, deadLetterReplayAnswer, { ids });
    if (asked.kind === 'refused') return asked;
    add(outcome, asked.body);
    left = left.slice(ids.length - asked.body.remaining);
    if (left.length > 0) process.stderr.write(`${outcome.sent} sent, ${left.length} to go\n`);
  }
  const reasons = await findReasons(target, options);
  if (reasons.kind === 'refused') return reasons;
  for (const reason of reasons.body) {
    // What fails again waits again: only what waited at the beginning is sent.
    let kept_before: string | undefined;
    const unsendableBefore = outcome.unsendable;
    for (let remaining = 1; remaining > 0;) {
      const body = { reason, ...(kept_before === undefined ? {} : { kept_before }) };
      const asked = await callInstance(target, path, deadLetterReplayAnswer, body);
      if (asked.kind === 'refused') return asked;
      add(outcome, asked.body);
      // The same letters in each call.
      outcome.unsendable = unsendableBefore + asked.body.unsendable;
      kept_before ??= asked.body.as_of;
      remaining = asked.body.sent === 0 ? 0 : asked.body.remaining;
      if (remaining > 0) process.stderr.write(`${outcome.sent} sent, ${remaining} of ${reason} to go\n`);
    }
  }
  return { kind: 'answer', body: null };
}

async function findReasons(
  target: InstanceTarget,
  { reason, all }: ReplayOptions,
): Promise<InstanceAnswer<string[]>> {
  if (reason !== undefined) return { kind: 'answer', body: [reason] };
  if (all !== true) return { kind: 'answer', body: [] };
  const asked = await callInstance(target, '/v1/dead-letters?limit=1', deadLettersAnswer);
  if (asked.kind === 'refused') return asked;
  return { kind: 'answer', body: asked.body.reasons.map((waiting) => waiting.reason) };
}

function add(outcome: Outcome, { sent, came_back, refused }: Omit<Outcome, 'unsendable'>): void {
  outcome.sent += sent;
  outcome.came_back += came_back;
  outcome.refused.push(...refused);
}

const refusals = {
  not_found: 'there is no such letter',
  value_cut: 'it was too large to be kept whole',
  no_event: 'it holds no event',
} as const;

function tell(outcome: Outcome, { json }: ReplayOptions): void {
  if (json === true) {
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    return;
  }
  const { sent, came_back, unsendable, refused } = outcome;
  const again = came_back === 0 ? '' : `, ${came_back} of them failed again and wait`;
  process.stdout.write(`${sent} sent again${again}\n`);
  if (unsendable > 0) {
    process.stdout.write(
      `${unsendable} more wait and can never be sent again: too large to be kept whole, or no event\n`,
    );
  }
  for (const { id, why } of refused) process.stdout.write(`  not sent ${id}: ${refusals[why]}\n`);
}
