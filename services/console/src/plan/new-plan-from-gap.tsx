import { Button, Card, Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useDiagnoses } from '../api/use-diagnoses.ts';
import { useLatestCells } from '../api/use-latest-cells.ts';
import { useMoment } from '../api/use-moment.ts';
import { useOpenPlan } from '../api/use-plans.ts';
import { useSkills } from '../api/use-skills.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { RangeBar } from '../charts/range-bar.tsx';
import { dealsAddress } from '../deals/deals-filter.ts';
import { basisOf, dealsOf, numbersOf } from '../gaps/finding-numbers.ts';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { formatMonth, localDayOf } from '@stepup/wording/dates';
import { countSentence, surenessSentence } from '@stepup/wording/finding-sentences';
import { prefillPlan } from './prefill-plan.ts';
import { skillChoices } from './skill-choices.ts';

/** Opens a plan from a flagged gap: one choice, the rest is filled in. */
export function NewPlanFromGap() {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const names = useNames();
  const timeZone = useTimeZone();
  const moment = useMoment().data;
  const diagnoses = useDiagnoses();
  const latest = useLatestCells();
  const skills = useSkills();
  const open = useOpenPlan();
  const [skill, setSkill] = useState<string | null>(null);
  const failed = [diagnoses, skills].find(({ isError }) => isError);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  if (diagnoses.isPending || latest.isPending || skills.isPending || moment === undefined)
    return <LoadingPage />;
  const finding = diagnoses.data?.items.find(({ id }) => id === parameters.get('diagnosis'));
  if (finding === undefined) {
    return (
      <EmptyNotice title="This gap is no longer flagged">
        <Text c="dimmed">
          Numbers have moved on, or it is not yours to see.{' '}
          <Link to="/gaps">See the gaps as they stand.</Link>
        </Text>
      </EmptyNotice>
    );
  }
  const subject = names.subject(finding.rep_id);
  const step = names.step(finding.pipeline_id, finding.stage_id);
  const basis = basisOf(finding, latest.data);
  const numbers = numbersOf(finding, basis);
  const month = localDayOf(Date.now(), timeZone).slice(0, 7);
  return (
    <Stack gap="md" maw={640} mx="auto">
      <Title order={1} size="h2">
        Start a plan {subject.isSelf ? 'for yourself' : `with ${subject.name}`}
      </Title>
      <Card withBorder>
        <Text c="dimmed" size="sm">
          {step}
        </Text>
        <Text fz="lg">{countSentence(subject, numbers)}</Text>
        <Text size="sm">{surenessSentence(numbers)}</Text>
        <RangeBar rate={finding.rate} interval={finding.interval} typical={finding.typical} />
        <Link className="number-link" to={dealsAddress(dealsOf(finding, basis))}>
          See these deals
        </Link>
      </Card>
      <Card withBorder>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (skill === null) return;
            const opening = {
              rep_id: finding.rep_id,
              month,
              basis: 'diagnosis' as const,
              diagnosis_id: finding.id,
            };
            const prefill = prefillPlan(finding, basis, skill, names.person(finding.rep_id), step);
            open.mutate(
              { opening, prefill },
              { onSuccess: ({ id }) => void navigate(`/plans/${encodeURIComponent(id)}`) },
            );
          }}
        >
          <Stack>
            <Select
              label="1. Which skill could it be?"
              description="A first guess: you decide together, and can change it until the plan starts"
              placeholder="Choose one"
              data={skillChoices(skills.data ?? [], finding)}
              value={skill}
              onChange={setSkill}
              allowDeselect={false}
              searchable
              required
            />
            <Text size="sm" c="dimmed">
              For {formatMonth(month)}. Next, {subject.isSelf ? 'you write' : `${subject.name} writes`} how it
              looks from {subject.isSelf ? 'your' : 'their'} side, before the coach’s view. The numbers are
              filled in.
            </Text>
            <Button type="submit" disabled={skill === null} loading={open.isPending}>
              Open the plan
            </Button>
            {open.isError && <FailureNotice error={open.error} />}
          </Stack>
        </form>
      </Card>
    </Stack>
  );
}
