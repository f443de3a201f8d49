import type { ActivityContent, Segment, Side } from './content.ts';

/** Seconds the salesperson spoke, and everybody together. */
export interface TalkTimes {
  repS: number;
  allS: number;
}

const sides: readonly Side[] = ['rep', 'manager', 'customer'];

/** From the transcript, where one side speaking over itself counts once; else from what the telephone says; else null. */
export function measureTalkTimes(content: ActivityContent, mayReadTranscript: boolean): TalkTimes | null {
  const spoken = mayReadTranscript
    ? sides.map((side) => ({ side, talkS: spokenSeconds(content.transcript, side) }))
    : [];
  const fromTranscript = toTalkTimes(spoken);
  return fromTranscript.allS > 0 ? fromTranscript : notSilent(toTalkTimes(content.talkTimes));
}

function toTalkTimes(times: readonly { side: Side; talkS: number }[]): TalkTimes {
  const sum = (of: readonly { talkS: number }[]) => of.reduce((total, { talkS }) => total + talkS, 0);
  return { repS: sum(times.filter(({ side }) => side === 'rep')), allS: sum(times) };
}

function notSilent(times: TalkTimes): TalkTimes | null {
  return times.allS > 0 ? times : null;
}

function spokenSeconds(transcript: readonly Segment[], side: Side): number {
  const own = transcript.filter((segment) => segment.side === side).toSorted((a, b) => a.startS - b.startS);
  let seconds = 0;
  let untilS = Number.NEGATIVE_INFINITY;
  for (const { startS, endS } of own) {
    seconds += Math.max(0, endS - Math.max(startS, untilS));
    untilS = Math.max(untilS, endS);
  }
  return seconds;
}
