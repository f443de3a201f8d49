import type { Gain } from '@stepup/contracts';
import { samenessSentence } from './grounds-sentences.ts';
import { gainSentence } from './lever-sentences.ts';

/** Why this is proposed for the month, in one line. */
export function proposalSentence(proposal: {
  readonly basis: 'own_wish' | 'diagnosis' | 'lever' | 'none';
  /** Where a better rate gains most, like `Qualified → Proposal`. */
  readonly step: string;
  readonly gain: Gain | null;
  readonly lack: { readonly have: number; readonly need: number } | null;
}): string {
  const { basis, step, gain, lack } = proposal;
  const lever = gain === null ? '' : ` ${step}. ${gainSentence(gain)}`;
  switch (basis) {
    case 'own_wish':
      return `A wish of one’s own comes first.${gain === null ? '' : ` By the numbers a better rate would gain most at${lever}`}`;
    case 'diagnosis':
      return `A gap is flagged; look at the deals together.${lever === '' ? '' : ` A better rate would gain most at${lever}`}`;
    case 'lever':
      return `No gap is flagged. A better rate would gain most at${lever}`;
    case 'none':
      return lack === null || samenessSentence(lack.need, null) !== null
        ? 'The numbers propose nothing this month; choose what you would like to work on.'
        : `Too few decided deals to propose anything from the numbers (${Math.floor(lack.have)} of ${lack.need}); choose what you would like to work on.`;
  }
}
