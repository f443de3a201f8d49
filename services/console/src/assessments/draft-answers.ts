import { type AssessmentContent, type AssessmentMove, assessmentRatings } from '@stepup/contracts';
import * as z from 'zod';

const draftAnswers = z.record(
  z.string(),
  z.object({ rating: z.enum(assessmentRatings), comment: z.string() }),
);

/** Answers that are being given, by criterion. */
export type DraftAnswers = z.output<typeof draftAnswers>;

type Asked = Pick<AssessmentContent, 'criteria' | 'comment_for'>;

/** A draft as it was kept; nothing where there is none, or one of another release. */
export function readDraft(text: string): DraftAnswers {
  try {
    return draftAnswers.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** How many criteria are not answered yet, or lack the sentence that goes with the answer. */
export function missingAnswers({ criteria, comment_for: commentFor }: Asked, draft: DraftAnswers): number {
  return criteria.filter(({ id }) => {
    const answer = draft[id];
    return answer === undefined || (commentFor.includes(answer.rating) && answer.comment.trim() === '');
  }).length;
}

/** The draft as it is sent: a comment only where one is asked for. */
export function toAnswers(
  { criteria, comment_for: commentFor }: Asked,
  draft: DraftAnswers,
): Extract<AssessmentMove, { kind: 'answer' }>['answers'] {
  return criteria.flatMap(({ id: criterion }) => {
    const answer = draft[criterion];
    if (answer === undefined) return [];
    const { rating, comment } = answer;
    return [
      commentFor.includes(rating) ? { criterion, rating, comment: comment.trim() } : { criterion, rating },
    ];
  });
}
