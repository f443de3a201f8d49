import type { Segment } from './content.ts';

/** An overlap that is shorter is a breath, not an interruption. */
const shortestOverlapS = 0.5;

/**
 * The longest stretch in which the salesperson spoke and nobody else began to: from the beginning of its first segment to
 * the latest end. Null without a transcript.
 */
export function longestMonologueS(transcript: readonly Segment[]): number | null {
  if (transcript.length === 0) return null;
  let longestS = 0;
  let beganS: number | null = null;
  let untilS = 0;
  for (const { side, startS, endS } of inOrder(transcript)) {
    if (side !== 'rep') {
      beganS = null;
      continue;
    }
    untilS = beganS === null ? endS : Math.max(untilS, endS);
    beganS ??= startS;
    longestS = Math.max(longestS, untilS - beganS);
  }
  return longestS;
}

/**
 * How often the salesperson began to speak while the customer was speaking and went on to for half a second or more. Null
 * without a transcript.
 */
export function countInterruptions(transcript: readonly Segment[]): number | null {
  if (transcript.length === 0) return null;
  let count = 0;
  let customerUntilS = Number.NEGATIVE_INFINITY;
  // Of equals the salesperson first: who begins at the same time interrupts nobody.
  const fromBeginning = transcript.toSorted(
    (a, b) => a.startS - b.startS || Number(b.side === 'rep') - Number(a.side === 'rep'),
  );
  for (const { side, startS, endS } of fromBeginning) {
    if (side === 'customer') customerUntilS = Math.max(customerUntilS, endS);
    else if (side === 'rep' && customerUntilS - startS >= shortestOverlapS) count += 1;
  }
  return count;
}

/** Questions the salesperson asked: runs of question marks in their segments. Null where no segment of theirs has words. */
export function countQuestions(transcript: readonly Segment[]): number | null {
  const said = transcript.flatMap(({ side, text }) => (side === 'rep' && text !== null ? [text] : []));
  if (said.length === 0) return null;
  return said.reduce((count, text) => count + (text.match(/[?？؟]+/gu)?.length ?? 0), 0);
}

/** By beginning; of equals the customer first, then the longer one, so that the order of the list does not matter. */
function inOrder(transcript: readonly Segment[]): Segment[] {
  const rank = { customer: 0, manager: 1, rep: 2 };
  return transcript.toSorted((a, b) => a.startS - b.startS || rank[a.side] - rank[b.side] || b.endS - a.endS);
}
