import { Card, Group, Stack, Text } from '@mantine/core';
import { ratingWords } from '@stepup/wording/assessment-words';
import type { ReactNode } from 'react';
import type { AssessmentRecord } from '../api/console-answers.ts';
import { useNames } from '../names/use-names.ts';
import { EvidenceList } from './evidence-list.tsx';

/** One criterion: the question, what was counted, and what each of the two says; `children` is where the reader answers. */
export function CriterionCard({
  assessment,
  criterion,
  children,
}: {
  assessment: AssessmentRecord;
  criterion: AssessmentRecord['criteria'][number];
  children?: ReactNode;
}) {
  const names = useNames();
  const said = [
    { who: assessment.learner_id, answers: assessment.learner_answers },
    { who: assessment.coach_id ?? 'unassigned', answers: assessment.coach_answers },
  ].flatMap(({ who, answers }) =>
    answers.filter((answer) => answer.criterion === criterion.id).map((answer) => ({ who, ...answer })),
  );
  return (
    <Card withBorder padding="md" component="section" aria-label={criterion.ask}>
      <Stack gap="xs">
        <Text fw={600}>{criterion.ask}</Text>
        <EvidenceList evidence={criterion.evidence} />
        {criterion.hint !== null && (
          <Text size="sm" c="dimmed">
            The numbers hint at “{ratingWords[criterion.hint].toLowerCase()}”. The two decide.
          </Text>
        )}
        {said.map(({ who, rating, comment }) => {
          const person = names.subject(who);
          return (
            <Group key={who} gap={6} align="baseline" wrap="nowrap">
              <Text size="sm">
                {person.isSelf ? 'You' : person.name}: <b>{ratingWords[rating]}</b>
                {comment !== null && ` – ${comment.text}`}
              </Text>
            </Group>
          );
        })}
        {children}
      </Stack>
    </Card>
  );
}
