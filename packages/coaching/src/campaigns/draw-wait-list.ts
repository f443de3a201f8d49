import { seededRandom } from '@stepup/statistics';

/** Whoever is drawn among each other. `listed` is the order before the lot, by code units of the ids. */
export interface DrawBlock {
  readonly listed: readonly string[];
  /** How many of them start now. */
  readonly now: number;
}

/** The name of {@link drawWaitList} as it stands in every draw: another way of drawing takes another name. */
export const drawMethod = 'halves-by-team-2';

/** With fewer than three in a half no outcome could be rarer than one in twenty. */
export const fewestToDraw = 6;

/** Where teams leave fewer lots than these, halving each by itself takes more from the chance to tell a rise than it gives. */
const fewestLotsByTeam = 100;

/**
 * Who is drawn among whom: people of one team together, so that halves are alike in team; where teams are so small that hardly any lots are left, all
 * together. A team with one person alone joins the others of that kind, and a last single one the block before. Where a block is odd, the first such
 * block starts one more now, the next one fewer, and so on.
 */
export function listDrawBlocks(teamOf: ReadonlyMap<string, string | null>): DrawBlock[] {
  const people = [...teamOf].map(([personId, team]) => ({ personId, team })).sort(byPersonId);
  const byTeam = [...Map.groupBy(people, ({ team }) => team ?? '')].sort(([a], [b]) => (a < b ? -1 : 1));
  const blocks = byTeam.filter(([, one]) => one.length > 1).map(([, one]) => one);
  const alone = byTeam.filter(([, one]) => one.length === 1).flatMap(([, one]) => one);
  const last = blocks.at(-1);
  if (alone.length === 1 && last !== undefined) last.push(...alone);
  else if (alone.length > 0) blocks.push(alone);
  const halved = halve(blocks);
  return countLots(halved) < fewestLotsByTeam ? halve([people]) : halved;
}

function halve(blocks: readonly (readonly { readonly personId: string }[])[]): DrawBlock[] {
  let startsOneMore = true;
  return blocks.map((block) => {
    const listed = block.toSorted(byPersonId).map(({ personId }) => personId);
    const half = Math.floor(listed.length / 2);
    if (listed.length % 2 === 0) return { listed, now: half };
    const now = startsOneMore ? half + 1 : half;
    startsOneMore = !startsOneMore;
    return { listed, now };
  });
}

function countLots(blocks: readonly DrawBlock[]): number {
  let lots = 1;
  for (const { listed, now } of blocks) {
    for (let i = 1; i <= now; i += 1) lots = (lots * (listed.length - now + i)) / i;
  }
  return lots;
}

/**
 * Who starts now. Block after block: the listed people are shuffled (Fisher and Yates, from the last place down, one uniform number a place,
 * of `seededRandom(seed, 'wait-list')`), and the first `now` start. The same seed and blocks give the same answer for ever.
 */
export function drawWaitList(seed: number, blocks: readonly DrawBlock[]): ReadonlySet<string> {
  const random = seededRandom(seed, 'wait-list');
  return new Set(
    blocks.flatMap(({ listed, now }) => {
      const shuffled = [...listed];
      for (let place = shuffled.length - 1; place > 0; place -= 1) {
        const from = Math.floor(random.uniform() * (place + 1));
        const moved = shuffled[from] ?? '';
        shuffled[from] = shuffled[place] ?? '';
        shuffled[place] = moved;
      }
      return shuffled.slice(0, now);
    }),
  );
}

function byPersonId(a: { readonly personId: string }, b: { readonly personId: string }): number {
  return a.personId < b.personId ? -1 : 1;
}
