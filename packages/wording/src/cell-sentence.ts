import type { DiagnosisCell } from '@stepup/contracts';
import { detectableSentence } from './finding-sentences.ts';
import { formatLocalDay } from './dates.ts';
import { formatLack, samenessSentence } from './grounds-sentences.ts';
import { formatCount } from './numbers.ts';

/** What a look says about a rep at a step that is on no list of findings. `ownPage`: the reader is the rep. */
export function cellSentence(cell: DiagnosisCell, { ownPage }: { ownPage: boolean }): string {
  switch (cell.state) {
    case 'team_too_small':
      return 'The team is too small to compare.';
    case 'not_enough_data':
      return lackSentence(cell);
    case 'ok':
      return judgedSentence(cell, ownPage);
  }
}

function lackSentence({ n, lack, typical }: DiagnosisCell): string {
  if (lack === null)
    return n < 0.5 ? 'No deal is decided yet.' : `Too few decided deals (${formatCount(n)}).`;
  const same = samenessSentence(lack.need, typical);
  if (same !== null) return same;
  const when = lack.expected_on === null ? '' : ` Expected on ${formatLocalDay(lack.expected_on)}.`;
  return n < 0.5 ? `No deal is decided yet.${when}` : `Too few decided deals (${formatLack(lack)}).${when}`;
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
