import { z } from 'zod';

const side = z.enum(['rep', 'manager', 'customer']);
const segment = z.object({ side, start_s: z.number(), end_s: z.number(), text: z.string().nullish() });

/** What a logged activity holds of what was written and said. */
export const activityContent = z.object({
  participants: z.array(z.object({ side, talk_s: z.number().nullish() })).nullish(),
  content: z.object({ text: z.string().nullish(), transcript: z.array(segment).nullish() }).nullish(),
});
type ActivityContent = z.infer<typeof activityContent>;
type Segment = z.infer<typeof segment>;

/** Tenths of a second at which a side speaks, counted one by one; times are tenths. */
function tenthsSpoken(transcript: readonly Segment[], speaker: Segment['side']): number {
  const tenths = new Set<number>();
  for (const { side: own, start_s: start, end_s: end } of transcript) {
    if (own !== speaker) continue;
    for (let tenth = Math.round(start * 10); tenth < Math.round(end * 10); tenth += 1) tenths.add(tenth);
  }
  return tenths.size;
}

export function talkShareOf(
  { content, participants }: ActivityContent,
  withTranscript: boolean,
): number | null {
  const transcript = withTranscript ? (content?.transcript ?? []) : [];
  const [rep, manager, customer] = side.options.map((speaker) => tenthsSpoken(transcript, speaker));
  const all = (rep ?? 0) + (manager ?? 0) + (customer ?? 0);
  if (all > 0) return (rep ?? 0) / all;
  let [own, everybody] = [0, 0];
  for (const { side: speaker, talk_s: talk } of participants ?? []) {
    everybody += talk ?? 0;
    if (speaker === 'rep') own += talk ?? 0;
  }
  return everybody > 0 ? own / everybody : null;
}

export function questionsOf({ content }: ActivityContent): number | null {
  const own = (content?.transcript ?? []).filter((one) => one.side === 'rep' && typeof one.text === 'string');
  if (own.length === 0) return null;
  return own.reduce((sum, { text }) => sum + (text ?? '').split(/\?+/u).length - 1, 0);
}

/** For every pair of own segments: does nobody else begin between the beginnings of the two? Then they are one speech. */
export function monologueOf({ content }: ActivityContent): number | null {
  const transcript = content?.transcript ?? [];
  if (transcript.length === 0) return null;
  const own = transcript.filter(({ side: speaker }) => speaker === 'rep');
  const others = transcript.filter(({ side: speaker }) => speaker !== 'rep');
  let longest = 0;
  for (const first of own) {
    for (const last of own) {
      if (last.start_s < first.start_s) continue;
      // Who begins at the same time as the first one begins before it.
      const isBroken = others.some(({ start_s: begin }) => begin > first.start_s && begin <= last.start_s);
      if (!isBroken) longest = Math.max(longest, last.end_s - first.start_s);
    }
  }
  return longest;
}

export function interruptionsOf({ content }: ActivityContent): number | null {
  const transcript = content?.transcript ?? [];
  if (transcript.length === 0) return null;
  const customers = transcript.filter(({ side: speaker }) => speaker === 'customer');
  return transcript.filter(
    (one) =>
      one.side === 'rep' &&
      customers.some(({ start_s: begin, end_s: end }) => begin < one.start_s && end - one.start_s >= 0.5),
  ).length;
}
