import type { DiagnosisCell } from '@stepup/contracts';
import { detectableSentence } from './finding-sentences.ts';
import { formatCount } from './numbers.ts';

const fewestDeals = 10;

/** What a look says about a rep at a step that is on no list of findings. `ownPage`: the reader is the rep. */
export function cellSentence(cell: DiagnosisCell, { ownPage }: { ownPage: boolean }): string {
  switch (cell.state) {
    case 'team_too_small':
      return 'The team is too small to compare.';
    case 'not_enough_data':
      if (cell.n < 0.5) return 'No deal is decided yet.';
      return cell.n < fewestDeals
        ? `Too few decided deals (${formatCount(cell.n)} of ${fewestDeals}).`
        : `Too few decided deals for this step (${formatCount(cell.n)}).`;
    case 'ok':
      return judgedSentence(cell, ownPage);
  }
}

function judgedSentence(cell: DiagnosisCell, ownPage: boolean): string {
  switch (cell.tier) {
    case 'strong':
    case 'probable':
      return 'This look points to a gap. It is listed once the next one agrees, at most one a person and three a team.';
    case 'watch':
      return ownPage ? `Worth keeping an eye on. Nothing to act on.` : noSignSentence(cell);
    case 'none':
      return noSignSentence(cell);
  }
}

function noSignSentence(cell: DiagnosisCell): string {
  return `No sign of a gap. ${detectableSentence(cell)}`;
}
