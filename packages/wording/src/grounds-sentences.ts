import { type FrozenGrounds, isSignalId, signals } from '@stepup/contracts';
import { formatCount, formatPercent, formatShare } from './numbers.ts';

type Context = FrozenGrounds['contexts'][number];

const contextSentences: Readonly<Record<Context['kind'], (share: string, peers: string) => string>> = {
  queue: (share, peers) =>
    `${share} of these deals went on to another person; for colleagues ${peers}. That is a queue, and says nothing of skill.`,
  clean_up: (share, peers) =>
    `${share} of the losses were closed in bulk on single days; for colleagues ${peers}. Look at who cleans up before anything else.`,
  unworkable_leads: (share, peers) =>
    `${share} of the losses were duplicates, tests or wrong contacts; for colleagues ${peers}. Look at where these leads come from.`,
  unlike_leads: (share) =>
    `${share} of these deals are of a kind that hardly any colleague has, so nobody can say what is typical.`,
};

/** Why a low rate may be no matter of skill. */
export function contextSentence({ kind, share, peer_share }: Context): string {
  return contextSentences[kind](formatPercent(share), formatPercent(peer_share));
}

/** That stages are used differently, and what to do about it; `neighbour` reads like `Proposal → Negotiation`. */
export function stageUseSentence(
  use: NonNullable<FrozenGrounds['stage_use']>,
  neighbour: string | null,
): string {
  const advice =
    'Agree on when a deal belongs into a stage (exit criteria); a plan would train the wrong thing.';
  if (use.reason === 'first_seen_late') {
    return `Stages are used differently: ${formatPercent(use.share ?? 0)} of the deals are first seen after this step; for colleagues ${formatPercent(use.peer_share ?? 0)}. ${advice}`;
  }
  return `Stages are used differently: through this step and ${neighbour ?? 'the next'} together ${formatPercent(use.product ?? 0)} move on, typical ${formatPercent(use.typical_product ?? 0)}. ${advice}`;
}

type Hypothesis = FrozenGrounds['hypotheses'][number];

/** What fits the data, never why: with the strongest sign in numbers. */
export function hypothesisSentence({ name, signs }: Hypothesis): string {
  const [sign] = signs;
  if (sign === undefined) return `Fits the data: ${lowerFirst(name)}.`;
  const numbers = `${signSentence(sign)} (${formatCount(sign.measured)} deals)`;
  return `Fits the data: ${lowerFirst(name)}. ${numbers}.`;
}

/** `Share worked on within a day: 30 %, typical 60 %`. */
export function signSentence({
  indicator,
  title,
  rep_value: own,
  peer_value: typical,
}: Pick<Hypothesis['signs'][number], 'indicator' | 'title' | 'rep_value' | 'peer_value'>): string {
  return `${title}: ${formatSign(indicator, own)}, typical ${formatSign(indicator, typical)}`;
}

function formatSign(indicator: string, value: number): string {
  const signal: { title: string; unit?: 'share' | 'days' | 'hours' } | null = isSignalId(indicator)
    ? signals[indicator]
    : null;
  const unit = signal?.unit;
  if (unit === undefined) return formatValue(value);
  return unit === 'share' ? formatPercent(value) : `${formatValue(value)} ${unit}`;
}

/** What the activities say where no possible gap fits. */
export function explanationSentence(kind: FrozenGrounds['explanation']): string | null {
  switch (kind) {
    case 'fits_the_data':
      return null;
    case 'not_listed':
      return 'Activities differ from colleagues’, but in nothing that the playbook lists for this step. Ask first, and look at three of the deals together.';
    case 'not_visible':
      return 'Not visible in activity data: listen to calls together, or play the situation through.';
    case 'not_enough_data':
      return 'Too few deals with activities to say what fits. Ask first, and look at three of the deals together.';
    case 'not_asked':
      return 'No skill is suspected before that is settled.';
  }
}

/** `0.4` → `0.4`, `3.25` → `3.3`, `48.2` → `48`. */
export function formatValue(value: number): string {
  return Math.abs(value) >= 10 ? formatCount(value) : String(Number(value.toFixed(1)));
}

/** `7 of 10`, the deals at hand rounded down. */
export function formatLack({ have, need }: { readonly have: number; readonly need: number }): string {
  return formatShare(Math.floor(have), need);
}

/** Where more deals are needed than anybody has: nearly all move on, or nearly none, so that nobody can differ. */
const beyondReach = 500;

/** That nearly every deal at a step comes to the same end; null where there is something to compare, with more deals. */
export function samenessSentence(need: number, typical: number | null): string | null {
  if (need <= beyondReach) return null;
  const who =
    typical === null
      ? 'Nearly all deals, or nearly none, move'
      : typical < 0.5
        ? 'Hardly any deal moves'
        : 'Nearly every deal moves';
  return `${who} on here, so there is nothing to compare.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
