import { Group, Text } from '@mantine/core';
import { type AssessmentRating, assessmentRatings } from '@stepup/contracts';
import { ratingWords } from '@stepup/wording/assessment-words';

/** From dark to light, so that they are told apart without hue; the counts stand in them. */
const colours: Readonly<Record<AssessmentRating, { background: string; colour: string }>> = {
  yes: { background: 'var(--mantine-color-teal-8)', colour: 'white' },
  partly: { background: 'var(--mantine-color-teal-3)', colour: 'black' },
  no: { background: 'var(--mantine-color-orange-4)', colour: 'black' },
  cannot_say: { background: 'var(--mantine-color-gray-3)', colour: 'black' },
};

/** How many answered what, as one bar with its counts in it. */
export function AnswerBar({
  of,
  counts,
}: {
  of: 'coaches' | 'learners';
  counts: Readonly<Record<AssessmentRating, number>>;
}) {
  const given = assessmentRatings.filter((rating) => counts[rating] > 0);
  const words = given.map((rating) => `${ratingWords[rating].toLowerCase()} ${counts[rating]}`).join(', ');
  return (
    <div className="answer-bar">
      <Text size="xs" c="dimmed" w={64}>
        {of}
      </Text>
      <div role="img" aria-label={`${of}: ${words === '' ? 'nothing answered' : words}`}>
        {given.map((rating) => (
          <span
            key={rating}
            style={{
              flexGrow: counts[rating],
              background: colours[rating].background,
              color: colours[rating].colour,
            }}
          >
            {counts[rating]}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Which colour is which answer. */
export function AnswerKey() {
  return (
    <Group gap="md">
      {assessmentRatings.map((rating) => (
        <Group key={rating} gap={6}>
          <span className="answer-key" style={{ background: colours[rating].background }} aria-hidden />
          <Text size="xs">{ratingWords[rating]}</Text>
        </Group>
      ))}
    </Group>
  );
}
