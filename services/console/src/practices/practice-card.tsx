import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { coachingMeasures, type PracticeEffects, type PracticeMove } from '@stepup/contracts';
import { coachingMeasureWords } from '@stepup/wording/coaching-measure-words';
import { formatPercent } from '@stepup/wording/numbers';
import type { PracticeRecord } from '../api/console-answers.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useSkills } from '../api/use-skills.ts';
import { PageSection } from '../app/page-section.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { useNames } from '../names/use-names.ts';
import { Disclosure } from '../notices/disclosure.tsx';
import { Fact } from '../notices/fact.tsx';
import { skillName } from '../plan/skill-name.ts';
import { recordSideOf } from '../records/record-side.ts';
import { type DistanceOfCoach, DistancesOf } from './distances-of.tsx';
import { KnownOf } from './known-of.tsx';

const states: Readonly<Record<PracticeRecord['state'], { label: string; colour: string }>> = {
  draft: { label: 'Your draft', colour: 'gray' },
  offered: { label: 'Offered', colour: 'blue' },
  reference: { label: 'Our reference', colour: 'teal' },
  retired: { label: 'Retired', colour: 'gray' },
};

/** One practice: when, how, an example; what is known of it; how far one is; and what the reader may do with it. */
export function PracticeCard({
  practice,
  known,
  distances,
  isBusy,
  send,
}: {
  practice: PracticeRecord;
  /** Null while it is being read. */
  known: { row: PracticeEffects['rows'][number] | null; lookedAt: number } | null;
  distances: readonly DistanceOfCoach[];
  isBusy: boolean;
  send: (move: PracticeMove) => void;
}) {
  const names = useNames();
  const skills = useSkills().data ?? [];
  const reader = useCurrentSession().data?.person_id ?? null;
  const { title, state, skill_id, learner_id, adopted_by, measure } = practice;
  const card = practice.versions.at(-1);
  const side = recordSideOf(practice, reader);
  const author = names.subject(learner_id);
  const hasAdopted = adopted_by.some(({ by }) => by === reader);
  return (
    <PageSection
      title={title}
      beside={
        <Badge color={states[state].colour} variant="light" style={{ flexShrink: 0 }}>
          {states[state].label}
        </Badge>
      }
    >
      <Text size="sm" c="dimmed">
        {skillName(skill_id, skills)} · by {author.isSelf ? 'you' : author.name}
        {adopted_by.length > 0 && ` · adopted by ${adopted_by.length}`}
      </Text>
      {card !== undefined && (
        <div>
          <Fact name="When">{card.when}</Fact>
          <Fact name="How">{card.how}</Fact>
          <Fact name="For example">{card.example}</Fact>
          {measure !== null && <Fact name="Told by">{sayMeasure(measure)}</Fact>}
        </div>
      )}
      {known !== null && known.row !== null && <KnownOf row={known.row} lookedAt={known.lookedAt} />}
      <DistancesOf distances={distances} />
      <Stack gap={4}>
        <Group gap="xs">
          {side === 'learner' && state === 'draft' && (
            <Button variant="light" disabled={isBusy} onClick={() => send({ kind: 'offer' })}>
              Offer it to all
            </Button>
          )}
          {side !== 'learner' && (state === 'offered' || state === 'reference') && !hasAdopted && (
            <Button
              variant="light"
              disabled={isBusy}
              onClick={() => send({ kind: 'adopt' })}
              aria-label={`I do it too: ${title}`}
            >
              I do it too
            </Button>
          )}
          {side === 'coach' && state === 'offered' && adopted_by.length > 0 && (
            <Button
              variant="light"
              disabled={isBusy}
              onClick={() => send({ kind: 'make_reference' })}
              aria-label={`Make it our reference: ${title}`}
            >
              Make it our reference
            </Button>
          )}
          {hasAdopted && (
            <Text size="sm" c="dimmed">
              You do it too.
            </Text>
          )}
        </Group>
        {side !== 'guest' && (
          <Disclosure question="Take it back">
            <OneLineForm
              label="Why?"
              button="Retire it"
              maxLength={500}
              isBusy={isBusy}
              send={(because) => send({ kind: 'retire', because })}
            />
          </Disclosure>
        )}
      </Stack>
    </PageSection>
  );
}

/** Said so that more is better. */
function sayMeasure({ indicator, value }: NonNullable<PracticeRecord['measure']>): string {
  const share = coachingMeasures[indicator].better === 'high' ? value : 1 - value;
  return `${coachingMeasureWords[indicator].title}: at least ${formatPercent(share)}`;
}
