import { Text } from '@mantine/core';
import { nothingToldYet, sayBehaviour } from '@stepup/wording/verdict-sentences';
import { formatDay } from '@stepup/wording/dates';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useVerification } from '../api/use-verification.ts';
import { PageSection } from '../app/page-section.tsx';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { EarlierVerdicts } from './earlier-verdicts.tsx';
import { OutcomeVerdict } from './outcome-verdict.tsx';
import { usePlanOnScreen } from './plan-context.tsx';
import { VerdictLine } from './verdict-line.tsx';

/** Did it work: the behaviour within weeks, the rate later, each against what would have happened anyway. */
export function VerdictSection() {
  const { plan } = usePlanOnScreen();
  const verification = useVerification(plan.id);
  const timeZone = useTimeZone();
  const names = useNames();
  if (verification.isPending) return null;
  if (verification.isError) return <FailureNotice error={verification.error} retry={verification.refetch} />;
  const { current, reason_if_null: reason, versions } = verification.data;
  if (current === null) {
    // Given up before it began: there is nothing to ask.
    if (plan.state === 'abandoned') return null;
    return (
      <PageSection title="Did it work?">
        <Text size="sm" c="dimmed">
          {nothingToldYet[reason ?? 'not_computed']}
        </Text>
      </PageSection>
    );
  }
  const { outcome, group, behaviour } = current;
  const baseline = plan.outcome.at(-1)?.value.baseline ?? null;
  const step = names.step(current.pipeline_id, current.stage_id);
  return (
    <PageSection title="Did it work?">
      {behaviour !== null && <VerdictLine about="Behaviour" said={sayBehaviour(behaviour, timeZone)} />}
      <OutcomeVerdict
        about={step}
        outcome={outcome}
        baseline={baseline}
        behind={{
          rep: plan.rep_id,
          pipeline: current.pipeline_id,
          stage: current.stage_id,
          from: current.started_at,
          to: current.as_of,
          as_of: current.as_of,
        }}
      />
      {group !== null && (
        <OutcomeVerdict
          about={`${step}, the ${group.people} who began together`}
          outcome={group}
          baseline={null}
          behind={null}
        />
      )}
      <Text size="xs" c="dimmed">
        As of {formatDay(current.as_of, timeZone)}. “Likely” means that the true value lies in the range about
        9 times in 10.
      </Text>
      <EarlierVerdicts
        versions={versions.map(({ version, made_at, outcome: verdict }) => ({ version, made_at, verdict }))}
      />
    </PageSection>
  );
}
