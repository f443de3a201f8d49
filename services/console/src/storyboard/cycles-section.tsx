import { calibrate, predictionOf } from '@stepup/coaching';
import { Anchor, Badge, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { callRecords } from '../api/coaching-records.ts';
import type { CallRecord } from '../api/console-answers.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { labelOf } from '../forms/choice-buttons.tsx';
import { useDealNames } from '../names/use-deal-names.ts';
import { usePlanOnScreen } from '../plan/plan-context.tsx';
import { formatDay } from '@stepup/wording/dates';
import { asExpectedChoices } from '../wording/coaching-choices.ts';
import { calibrationSentence } from './calibration-sentence.ts';

const colours = { yes: 'teal', partly: 'yellow', no: 'grape' } as const;

/** The experiments of a plan in order: what was expected beside what happened, and what was learned. */
export function CyclesSection() {
  const { plan, side } = usePlanOnScreen();
  const calls = callRecords.useList({ plan: plan.id });
  const own = callRecords.useList(side === 'rep' ? { learner: plan.rep_id } : null);
  if (!calls.isSuccess) return null;
  const inOrder = calls.data
    .filter(({ state }) => state !== 'cancelled')
    .toSorted((one, other) =>
      (one.starts_at ?? one.opened_at) < (other.starts_at ?? other.opened_at) ? -1 : 1,
    );
  if (plan.state !== 'active' && inOrder.length === 0) return null;
  return (
    <PageSection title="Experiments">
      {inOrder.length === 0 && (
        <Text size="sm" c="dimmed">
          {side === 'rep' ? (
            <>
              None yet. <Link to="/my-work">Prepare one of your next calls</Link>: it becomes the first.
            </>
          ) : (
            'None yet: the first call that is prepared becomes the first experiment.'
          )}
        </Text>
      )}
      <Stack gap="md" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {inOrder.map((call, index) => (
          <li key={call.id}>
            <Cycle call={call} number={index + 1} />
          </li>
        ))}
      </Stack>
      {side === 'rep' && own.isSuccess && (
        <Text size="xs" c="dimmed">
          {calibrationSentence(calibrate(own.data))}
        </Text>
      )}
    </PageSection>
  );
}

function Cycle({ call, number }: { call: CallRecord; number: number }) {
  const timeZone = useTimeZone();
  const dealName = useDealNames(call.learner_id);
  const prediction = predictionOf(call);
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Anchor component={Link} to={`/calls/${encodeURIComponent(call.id)}`} size="sm" fw={550}>
          {number}. {call.starts_at === null ? 'No time known' : formatDay(call.starts_at, timeZone)}
          {call.deal_id === null ? '' : `, ${dealName(call.deal_id)}`}
        </Anchor>
        {call.as_expected !== null && (
          <Badge variant="light" color={colours[call.as_expected]}>
            {labelOf(asExpectedChoices, call.as_expected)}
          </Badge>
        )}
      </Group>
      {prediction !== null && <Text size="sm">{prediction.step}</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={4}>
        <Column name="Expected" text={prediction?.expected ?? null} missing="nothing written before" />
        <Column name="Happened" text={call.happened?.text ?? null} missing="no debrief yet" />
      </SimpleGrid>
      {call.learned !== null && <Column name="Learned" text={call.learned.text} missing="" />}
    </Stack>
  );
}

function Column({ name, text, missing }: { name: string; text: string | null; missing: string }) {
  return (
    <Text size="sm" className="any-break">
      <Text span c="dimmed" inherit>
        {name}:{' '}
      </Text>
      {text ?? (
        <Text span c="dimmed" fs="italic" inherit>
          {missing}
        </Text>
      )}
    </Text>
  );
}
