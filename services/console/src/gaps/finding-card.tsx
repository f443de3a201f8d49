import { Badge, Button, Card, Collapse, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Diagnosis, Plan } from '@stepup/contracts';
import { Link } from 'react-router';
import type { LatestCells } from '../api/use-latest-cells.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { OtherPlanNote } from '../plan/other-plan-note.tsx';
import { RangeBar } from '../charts/range-bar.tsx';
import { dealsAddress } from '../deals/deals-filter.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';
import { countSentence, surenessSentence, tierLabels } from '@stepup/wording/finding-sentences';
import { leverSentence } from '@stepup/wording/lever-sentences';
import { FindingDispute } from './finding-dispute.tsx';
import { FindingFigures } from './finding-figures.tsx';
import { FindingGrounds } from './finding-grounds.tsx';
import { PossibleReasons } from './possible-reasons.tsx';
import { WhatIfPanel } from './what-if-panel.tsx';
import { basisOf, dealsOf, numbersOf } from './finding-numbers.ts';

const tierColours = { strong: 'orange', probable: 'yellow', watch: 'gray', none: 'gray' } as const;
const reviewWords: Readonly<Record<Diagnosis['review_state'], string | null>> = {
  open: null,
  confirmed: 'Both of you confirmed it',
  aberration: 'You found it a one-off',
  other_cause: 'You found another cause',
  planned: 'A plan was opened',
  cleared: 'Cleared',
};

/** One flagged gap: what, how sure, the deals, and what to do. */
export function FindingCard({
  finding,
  latest,
  plan,
  mayPlan,
  mayAnswer,
}: {
  finding: Diagnosis;
  latest: LatestCells;
  /** The living plan that was started from it, else any other of this person: one skill at a time. */
  plan: Plan | null;
  /** Whether the reader is one of the two who can start one. */
  mayPlan: boolean;
  /** Whether the reader is one of those who answer what the person says against it. */
  mayAnswer: boolean;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const [isOpen, { toggle }] = useDisclosure(false);
  const [isPlaying, { toggle: togglePlay }] = useDisclosure(false);
  const subject = names.subject(finding.rep_id);
  const basis = basisOf(finding, latest);
  const numbers = numbersOf(finding, basis);
  // Then the two agree on exit criteria: a plan would train the wrong thing.
  const usesStagesDifferently = (finding.evidence.grounds?.stage_use ?? null) !== null;
  const review = reviewWords[finding.review_state];
  return (
    <Card withBorder padding="lg" component="article">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h4">
            {subject.isSelf ? 'You' : subject.name}
          </Title>
          <Text c="dimmed" size="sm">
            {names.step(finding.pipeline_id, finding.stage_id)}
          </Text>
        </div>
        <Stack gap={4} align="flex-end">
          <Badge
            color={tierColours[finding.tier]}
            variant={finding.tier === 'strong' ? 'filled' : 'light'}
            autoContrast
          >
            {tierLabels[finding.tier]}
          </Badge>
          <Text size="xs" c="dimmed">
            since {formatDay(finding.since, timeZone)}
          </Text>
        </Stack>
      </Group>
      <Text mt="sm" fz="lg">
        {countSentence(subject, numbers)}
      </Text>
      <Text mt={4}>{surenessSentence(numbers)}</Text>
      <RangeBar rate={finding.rate} interval={finding.interval} typical={finding.typical} />
      <FindingFigures finding={finding} basis={basis} />
      {finding.evidence.grounds !== undefined && basis.lookAsOf !== finding.evidence.look_as_of && (
        <Text mt="sm" size="xs" c="dimmed">
          As it stood at the look of {formatDay(finding.evidence.look_as_of, timeZone)}, which flagged it:
        </Text>
      )}
      {finding.lever !== null && (
        <Text mt="sm">
          {leverSentence(
            {
              step: names.step(finding.lever.pipeline_id, finding.lever.stage_id),
              gain: finding.lever.gain,
              probabilityBest: finding.lever.probability_best,
            },
            null,
            finding.lever.verdict,
          )}
        </Text>
      )}
      <PossibleReasons finding={finding} />
      <FindingDispute finding={finding} mayAnswer={mayAnswer} />
      {review !== null && (
        <Text size="sm" fw={550} mt="xs">
          {review}.
        </Text>
      )}
      {plan !== null && plan.diagnosis_id !== finding.id && <OtherPlanNote plan={plan} />}
      <Group mt="md" gap="sm">
        {plan !== null && (
          <Button component={Link} to={`/plans/${encodeURIComponent(plan.id)}`}>
            Go to the plan
          </Button>
        )}
        {mayPlan &&
          plan === null &&
          finding.dispute?.state !== 'open' &&
          finding.review_state !== 'planned' &&
          !usesStagesDifferently && (
            <Button component={Link} to={`/plans/new?diagnosis=${encodeURIComponent(finding.id)}`}>
              Start a plan
            </Button>
          )}
        <Button component={Link} to={dealsAddress(dealsOf(finding, basis))} variant="default">
          See the deals
        </Button>
        <Button variant="subtle" onClick={togglePlay} aria-expanded={isPlaying}>
          What if?
        </Button>
        <Button variant="subtle" onClick={toggle} aria-expanded={isOpen}>
          How do we know?
        </Button>
      </Group>
      {isPlaying && <WhatIfPanel finding={finding} />}
      <Collapse expanded={isOpen}>
        <FindingGrounds finding={finding} basis={basis} />
      </Collapse>
    </Card>
  );
}
