import { Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useTimeZone } from '../api/use-time-zone.ts';
import { dealsAddress } from '../deals/deals-filter.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';
import { shortName } from '@stepup/wording/subject';
import { ConfirmationChoice } from './confirmation-choice.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { usePlanOnScreen } from './plan-context.tsx';
import { PageSection } from '../app/page-section.tsx';
import { WrittenText } from '../forms/written-text.tsx';

/** The second question: why this one? The numbers as they stood, then the rep's view, then the coach's. */
export function ReasonSection() {
  const { plan, side, move, isMoving, isOpen } = usePlanOnScreen();
  const names = useNames();
  const timeZone = useTimeZone();
  const rep = names.subject(plan.rep_id);
  const reason = plan.reason.at(-1)?.value;
  const step = plan.outcome.at(-1)?.value;
  const own = plan.self_analysis.at(-1);
  const coach = plan.coach_view.at(-1);
  const isAlive = plan.state !== 'completed' && plan.state !== 'abandoned';
  return (
    <PageSection title="2. Why this one?">
      {reason === undefined ? (
        <OneLineForm
          label="What speaks for it?"
          button="Save"
          isBusy={isMoving}
          send={(text, onDone) => move({ kind: 'state_reason', text, numbers: [] }, onDone)}
        />
      ) : (
        <Stack gap={4}>
          <Text>{reason.text}</Text>
          {reason.numbers.map(({ indicator, value }) => (
            <Group key={indicator} justify="space-between" gap="xs" wrap="nowrap" className="tabular">
              <Text size="sm" c="dimmed">
                {indicator}
              </Text>
              <Text size="sm" ta="right" style={{ flexShrink: 0 }}>
                {value}
              </Text>
            </Group>
          ))}
          <Text size="xs" c="dimmed">
            As it stood on {formatDay(reason.as_of, timeZone)}. A first idea, not a verdict.
            {step !== undefined && (
              <>
                {' '}
                <Link
                  className="number-link"
                  to={dealsAddress({
                    rep: plan.rep_id,
                    pipeline: step.pipeline_id,
                    stage: step.stage_id,
                    as_of: reason.as_of,
                  })}
                >
                  The deals as they stood
                </Link>
              </>
            )}
          </Text>
        </Stack>
      )}
      {own !== undefined && (
        <WrittenText
          label={`How ${rep.isSelf ? 'you see' : `${shortName(rep)} sees`} it`}
          text={own.value}
          entry={own}
          late="after the month"
        />
      )}
      {own === undefined && side === 'rep' && isAlive && (
        <OneLineForm
          label="How does it look from your side?"
          description="You see the numbers first. One or two sentences; your coach writes after you."
          placeholder="What happens in these deals, and what stands in the way?"
          button="Save"
          isBusy={isMoving}
          send={(text, onDone) => move({ kind: 'write_self_analysis', text }, onDone)}
        />
      )}
      {own === undefined && side !== 'rep' && (
        <Text size="sm" c="dimmed">
          {shortName(rep)} sees the numbers first and has not yet written how it looks from their side. The
          coach’s view opens after that.
        </Text>
      )}
      {coach !== undefined && (
        <WrittenText label="The coach’s view" text={coach.value} entry={coach} late="after the month" />
      )}
      {coach === undefined && own !== undefined && side === 'coach' && isAlive && (
        <OneLineForm
          label="Your view (optional)"
          placeholder="What did you notice? Ask rather than tell."
          button="Save"
          isBusy={isMoving}
          send={(text, onDone) => move({ kind: 'write_coach_view', text }, onDone)}
        />
      )}
      <ConfirmationChoice
        label="After talking it over: what did you find?"
        verdict={plan.confirmation.discussion.at(-1)?.value ?? null}
        canChoose={isOpen && own !== undefined}
        isBusy={isMoving}
        choose={(verdict) => move({ kind: 'confirm_by_discussion', verdict })}
      />
    </PageSection>
  );
}
