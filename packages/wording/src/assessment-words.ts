import type { AssessmentContent, AssessmentPair, AssessmentRating } from '@stepup/contracts';
import { formatLocalDay } from './dates.ts';
import { humaniseId } from './humanise-id.ts';
import { shortName, type Subject } from './subject.ts';

export const pairTitles: Readonly<Record<AssessmentPair, string>> = {
  'rep-manager': 'Plans of reps',
  'manager-director': 'How managers coach',
  'director-board': 'How the system of coaching works',
};

/** What is looked back on, as its two call it: `your plan`, `how Ana coaches`. */
export function assessedMatter(pair: AssessmentPair, learner: Subject): string {
  switch (pair) {
    case 'rep-manager':
      return learner.isSelf ? 'your plan' : `the plan of ${learner.name}`;
    case 'manager-director':
      return learner.isSelf ? 'how you coach' : `how ${learner.name} coaches`;
    case 'director-board':
      return learner.isSelf ? 'coaching where you lead' : `coaching under ${learner.name}`;
  }
}

export const ratingWords: Readonly<Record<AssessmentRating, string>> = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
  cannot_say: 'Cannot say',
};

export const assessmentStates: Readonly<
  Record<AssessmentContent['state'], { readonly label: string; readonly colour: string }>
> = {
  open: { label: 'Open', colour: 'blue' },
  learner_answered: { label: 'Half answered', colour: 'blue' },
  answered: { label: 'To be signed', colour: 'teal' },
  returned: { label: 'Given back', colour: 'orange' },
  locked: { label: 'Signed', colour: 'gray' },
};

/** What is decided for the next month, in words. */
export function outcomeChoice(outcome: string): string {
  return humaniseId(outcome);
}

type Asked = Pick<AssessmentContent, 'state' | 'signatures'>;

/** Which of the two has something to do; null once it is locked. */
export function whoseTurn({ state, signatures }: Asked): 'learner' | 'coach' | 'both' | null {
  switch (state) {
    case 'open':
    case 'returned':
      return 'learner';
    case 'learner_answered':
      return 'coach';
    case 'answered': {
      const signed = new Set(signatures.map(({ side }) => side));
      if (signed.has('learner')) return 'coach';
      return signed.has('coach') ? 'learner' : 'both';
    }
    case 'locked':
      return null;
  }
}

/** The one thing to do next, and by when. */
export function nextOfAssessment(
  content: Asked & Pick<AssessmentContent, 'closes_on'>,
  { learner, coach }: { readonly learner: Subject; readonly coach: Subject },
): string {
  const by = `by ${formatLocalDay(content.closes_on)}`;
  const answer = (who: Subject) => `${shortName(who)} ${who.isSelf ? 'answer' : 'answers'}`;
  switch (content.state) {
    case 'open':
      return `${answer(learner)} first, ${by}.`;
    case 'returned':
      return `${shortName(learner)} ${learner.isSelf ? 'change' : 'changes'} the one thing named and ${learner.isSelf ? 'answer' : 'answers'} again, ${by}.`;
    case 'learner_answered':
      return `${answer(coach)} next, ${by}.`;
    case 'answered': {
      const turn = whoseTurn(content);
      if (turn === 'both') return `Both sign, ${by}.`;
      const who = turn === 'learner' ? learner : coach;
      return `${shortName(who)} ${who.isSelf ? 'sign' : 'signs'}, ${by}.`;
    }
    case 'locked':
      return 'Both have signed; nothing changes any more.';
  }
}
