import { Button, Group, Stack, Text } from '@mantine/core';
import type { AssessmentMove } from '@stepup/contracts';
import { outcomeChoice, ratingWords } from '@stepup/wording/assessment-words';
import { useState } from 'react';
import type { AssessmentRecord } from '../api/console-answers.ts';
import { ChoiceButtons } from '../forms/choice-buttons.tsx';
import { LineInput } from '../forms/line-input.tsx';
import { useDraft } from '../forms/use-draft.ts';
import { CriterionCard } from './criterion-card.tsx';
import { type DraftAnswers, missingAnswers, readDraft, toAnswers } from './draft-answers.ts';

/** The reader's own answers: a tap a criterion, a sentence only where something was missing. */
export function AnswersForm({
  assessment,
  side,
  isBusy,
  send,
}: {
  assessment: AssessmentRecord;
  side: 'learner' | 'coach';
  isBusy: boolean;
  send: (move: AssessmentMove, onDone: () => void) => void;
}) {
  const [text, write] = useDraft(`assessment.${assessment.id}.${side}`);
  const [outcome, setOutcome] = useState<string | null>(null);
  const draft = readDraft(text);
  const change = (criterion: string, answer: DraftAnswers[string]): void =>
    write(JSON.stringify({ ...draft, [criterion]: answer }));
  const missing = missingAnswers(assessment, draft);
  const isReady = missing === 0 && (side === 'learner' || outcome !== null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const answers = toAnswers(assessment, draft);
        send({ kind: 'answer', answers, ...(side === 'coach' && outcome !== null ? { outcome } : {}) }, () =>
          write(''),
        );
      }}
    >
      <Stack gap="md">
        {assessment.criteria.map((criterion) => {
          const answer = draft[criterion.id];
          const needsComment = answer !== undefined && assessment.comment_for.includes(answer.rating);
          return (
            <CriterionCard key={criterion.id} assessment={assessment} criterion={criterion}>
              <ChoiceButtons
                label="What do you say?"
                choices={assessment.ratings.map((rating) => ({ value: rating, label: ratingWords[rating] }))}
                value={answer?.rating ?? null}
                choose={(rating) => change(criterion.id, { rating, comment: answer?.comment ?? '' })}
              />
              {answer !== undefined && needsComment && (
                <LineInput
                  label="What was missing?"
                  value={answer.comment}
                  change={(comment) => change(criterion.id, { ...answer, comment })}
                  required
                />
              )}
            </CriterionCard>
          );
        })}
        {side === 'coach' && (
          <ChoiceButtons
            label="What follows for the next month?"
            choices={assessment.outcomes.map((value) => ({ value, label: outcomeChoice(value) }))}
            value={outcome}
            choose={setOutcome}
          />
        )}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {missing === 0 ? '' : `${missing} still open`}
          </Text>
          <Button type="submit" loading={isBusy} disabled={!isReady}>
            Keep my answers
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
