import { Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import type { Plan, Proposal } from '@stepup/contracts';
import { formatPercent, formatRange, formatShare } from '@stepup/wording/numbers';
import { Link, useNavigate } from 'react-router';
import { useOpenPlan } from '../api/use-plans.ts';
import { useSkills } from '../api/use-skills.ts';
import { dealsAddress } from '../deals/deals-filter.ts';
import { gapsAddress } from '../gaps/gaps-address.ts';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { OtherPlanNote } from '../plan/other-plan-note.tsx';
import { skillName } from '../plan/skill-name.ts';
import { OwnWish } from './own-wish.tsx';

const badges: Readonly<Record<Proposal['basis'], { label: string; color: string }>> = {
  own_wish: { label: 'Own wish', color: 'teal' },
  diagnosis: { label: 'Gap', color: 'orange' },
  lever: { label: 'Best lever', color: 'indigo' },
  none: { label: 'Open', color: 'gray' },
};

/** One person’s proposal, with how to start from it. */
export function ProposalCard({
  proposal,
  isOwn,
  mayPlan,
  plan,
}: {
  proposal: Proposal;
  isOwn: boolean;
  mayPlan: boolean;
  /** What this person works on already. */
  plan: Plan | null;
}) {
  const names = useNames();
  const { rep_id: repId, basis, lever, wish, sentence, month } = proposal;
  const skills = useSkills().data ?? [];
  const badge = badges[basis];
  return (
    <Card withBorder padding="md" component="article">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} size="h4">
          {isOwn ? 'You' : names.person(repId)}
        </Title>
        <Badge color={badge.color} variant="light">
          {badge.label}
        </Badge>
      </Group>
      {wish !== null && (
        <Text mt="xs" className="any-break">
          {skillName(wish.skill_id, skills)}
          {wish.text !== null && `: “${wish.text}”`}
        </Text>
      )}
      <Text mt="xs" {...(wish === null ? {} : { size: 'sm', c: 'dimmed' })}>
        {sentence}
      </Text>
      {lever !== null && (
        <Text mt={4} size="sm" c="dimmed">
          {names.step(lever.pipeline_id, lever.stage_id)}:{' '}
          {formatShare(lever.mature.advanced, lever.mature.entered)} moved on within {lever.horizon_days} days
          (entries of the {lever.window_days} days before the look). Likely step-up rate{' '}
          {formatPercent(lever.rate)} (90 % range {formatRange(lever.interval)})
          {lever.typical !== null &&
            `, a typical colleague with the same leads ${formatPercent(lever.typical)}`}
          .{' '}
          <Link
            className="number-link"
            to={dealsAddress({ rep: repId, pipeline: lever.pipeline_id, stage: lever.stage_id })}
          >
            See the deals
          </Link>
        </Text>
      )}
      {plan !== null && <OtherPlanNote plan={plan} />}
      <Group mt="sm" gap="sm">
        {plan !== null && (
          <Button component={Link} to={`/plans/${encodeURIComponent(plan.id)}`} variant="light">
            Go to the plan
          </Button>
        )}
        {mayPlan && plan === null && <StartPlan proposal={proposal} />}
        {proposal.diagnosis_id !== null && (
          <Button component={Link} to={gapsAddress(repId)} variant="default">
            See the gap
          </Button>
        )}
      </Group>
      {isOwn && <OwnWish month={month} wish={wish} skills={skills} />}
    </Card>
  );
}

/** From a gap the page that lays its numbers out; from a wish or a lever an empty plan with what is known. */
function StartPlan({ proposal }: { proposal: Proposal }) {
  const navigate = useNavigate();
  const open = useOpenPlan();
  const { rep_id, month, basis, diagnosis_id: diagnosisId, wish } = proposal;
  if (basis === 'none') return null;
  if (basis === 'diagnosis' && diagnosisId !== null) {
    return (
      <Button component={Link} to={`/plans/new?diagnosis=${encodeURIComponent(diagnosisId)}`}>
        Start a plan
      </Button>
    );
  }
  return (
    <>
      <Button
        loading={open.isPending}
        onClick={() =>
          open.mutate(
            {
              opening: { rep_id, month, basis: wish === null ? 'lever' : 'own_wish' },
              prefill: wish === null ? [] : [{ kind: 'choose_skill', skill_id: wish.skill_id }],
            },
            { onSuccess: ({ id }) => void navigate(`/plans/${encodeURIComponent(id)}`) },
          )
        }
      >
        Start a plan
      </Button>
      {open.isError && <FailureNotice error={open.error} />}
    </>
  );
}
