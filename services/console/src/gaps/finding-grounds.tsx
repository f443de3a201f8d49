import { List, Text } from '@mantine/core';
import type { Diagnosis } from '@stepup/contracts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { formatDay } from '@stepup/wording/dates';
import { detectableSentence } from '@stepup/wording/finding-sentences';
import { formatCount, formatDeals, formatShare } from '@stepup/wording/numbers';
import type { FindingBasis } from './finding-numbers.ts';
import { horizonSentence, noteSentence } from '@stepup/wording/note-sentences';

/** How a finding came about, and what it does not say. */
export function FindingGrounds({ finding, basis }: { finding: Diagnosis; basis: FindingBasis }) {
  const timeZone = useTimeZone();
  const { evidence, hypotheses } = finding;
  return (
    <List size="sm" mt="md" spacing={4}>
      <List.Item>
        The look of {formatDay(basis.lookAsOf, timeZone)} judged the deals that entered in the{' '}
        {basis.windowDays} days before. First flagged by the look of{' '}
        {formatDay(evidence.look_as_of, timeZone)}
        {evidence.mature.entered > 0 &&
          `, when ${formatShare(evidence.mature.advanced, evidence.mature.entered)} mature deals had moved on`}
        .
      </List.Item>
      <List.Item>
        {horizonSentence(basis.horizonDays, basis.horizonSource)} Deals that had that long are mature; younger
        ones count in part, so that the {formatCount(basis.mature.entered)} mature ones weigh as much as{' '}
        {formatDeals(finding.n)} together with them.
      </List.Item>
      <List.Item>
        The typical colleague is computed for the same mix of leads. The likely step-up rate is drawn towards
        the team’s, because few deals say little.
      </List.Item>
      <List.Item>{detectableSentence(finding)}</List.Item>
      {basis.notes.map((note) => (
        <List.Item key={note}>{noteSentence(note)}</List.Item>
      ))}
      {hypotheses.length === 0 && evidence.grounds === undefined && (
        <List.Item>
          <Text span size="sm" c="dimmed">
            The numbers do not say why. Ask first, and look at three of the deals together.
          </Text>
        </List.Item>
      )}
    </List>
  );
}
