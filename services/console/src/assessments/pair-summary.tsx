import { List, Stack, Text } from '@mantine/core';
import type { AssessmentPair, AssessmentSummary } from '@stepup/contracts';
import { pairTitles } from '@stepup/wording/assessment-words';
import { humaniseId } from '@stepup/wording/humanise-id';
import { formatCount } from '@stepup/wording/numbers';
import { PageSection } from '../app/page-section.tsx';
import { useNames } from '../names/use-names.ts';
import { Disclosure } from '../notices/disclosure.tsx';
import { AnswerBar, AnswerKey } from './answer-bar.tsx';

const all = 'all';

/** One pair of a month: how many looked back in time, and the answers to each criterion in sums. */
export function PairSummary({ summary }: { summary: AssessmentSummary & { pair: AssessmentPair } }) {
  const { pair, opened, locked, late, groups, hidden } = summary;
  const names = useNames();
  return (
    <PageSection title={pairTitles[pair]}>
      <Text>
        <b>
          {formatCount(locked)} of {formatCount(opened)}
        </b>{' '}
        signed by both in time{late > 0 && `, ${formatCount(late)} late`}.
      </Text>
      {groups.length === 0 && (
        <Text size="sm" c="dimmed">
          Fewer than five were signed, so no answer is told.
        </Text>
      )}
      {groups.length > 0 && <AnswerKey />}
      {groups.map(({ key, assessments, criteria, disagreements }) => (
        <Stack key={key} gap={6}>
          <Text fw={600}>
            {key === all ? 'All' : `Under ${names.person(key)}`}: {formatCount(assessments)} assessments
          </Text>
          {criteria.map(({ id, ask, answers, learners }) => (
            <div key={id}>
              <Text size="sm">{ask ?? humaniseId(id)}</Text>
              <AnswerBar of="coaches" counts={answers} />
              <AnswerBar of="learners" counts={learners} />
            </div>
          ))}
          {disagreements > 0 && (
            <Text size="sm" c="dimmed">
              In {formatCount(disagreements)} one of the two sees it otherwise.
            </Text>
          )}
        </Stack>
      ))}
      {hidden.length > 0 && (
        <Disclosure
          question={`Why ${hidden.length === 1 ? 'is one group' : `are ${hidden.length} groups`} not shown?`}
        >
          <List size="sm">
            {hidden.map(({ key, reason }) => (
              <List.Item key={key}>
                {names.person(key)}:{' '}
                {reason === 'fewer_than_five'
                  ? 'fewer than five people'
                  : 'with it a group of fewer than five could be told from the sums'}
              </List.Item>
            ))}
          </List>
        </Disclosure>
      )}
    </PageSection>
  );
}
