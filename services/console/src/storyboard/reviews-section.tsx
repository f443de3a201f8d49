import { Button, Collapse, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { reviewRecords } from '../api/coaching-records.ts';
import type { ReviewRecord } from '../api/console-answers.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { labelOf } from '../forms/choice-buttons.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { WrittenText } from '../forms/written-text.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { usePlanOnScreen } from '../plan/plan-context.tsx';
import { addDays, formatDay, formatLocalDay, localDayOf } from '@stepup/wording/dates';
import { reviewDecisions, targetSeenChoices } from '../wording/coaching-choices.ts';
import { ReviewForm } from './review-form.tsx';

const everyDays = 7;
const mostShown = 3;

/** Rolling reviews: the one that is due, and what came out of the last ones. */
export function ReviewsSection() {
  const { plan, side } = usePlanOnScreen();
  const timeZone = useTimeZone();
  const reviews = reviewRecords.useList({ plan: plan.id });
  const open = reviewRecords.useOpen(plan.id);
  const today = localDayOf(Date.now(), timeZone);
  const [firstOn, setFirstOn] = useState(addDays(today, everyDays));
  if (!reviews.isSuccess) return null;
  const isUnderWay = plan.state === 'active';
  // Of a plan that has ended no review is due any more.
  const due = isUnderWay ? reviews.data.find(({ state }) => state === 'due') : undefined;
  const held = reviews.data.filter(({ state }) => state === 'held').slice(0, mostShown);
  if (!isUnderWay && held.length === 0) return null;
  return (
    <PageSection title="Reviews">
      {due !== undefined && <DueReview key={due.id} review={due} today={today} />}
      {due === undefined && side !== null && isUnderWay && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (firstOn !== '') open.mutate({ opening: { due_on: firstOn, every_days: everyDays } });
          }}
        >
          <Group align="flex-end">
            <TextInput
              type="date"
              label="When do we look at it together?"
              description="Weekly from then on; ten minutes"
              value={firstOn}
              onChange={(event) => setFirstOn(event.currentTarget.value)}
              required
            />
            <Button type="submit" variant="light" loading={open.isPending}>
              Set the review
            </Button>
          </Group>
        </form>
      )}
      {held.map((review) => (
        <HeldReview key={review.id} review={review} />
      ))}
      <Refusal error={open.error} />
    </PageSection>
  );
}

function DueReview({ review, today }: { review: ReviewRecord; today: string }) {
  const { side } = usePlanOnScreen();
  const mover = reviewRecords.useMove();
  const [isHolding, setIsHolding] = useState(review.due_on <= today);
  const [isMovingIt, setIsMovingIt] = useState(false);
  const [to, setTo] = useState('');
  const isLate = review.due_on < today;
  return (
    <Stack gap="xs">
      <Text c={isLate ? 'orange' : 'inherit'} fw={550}>
        {isLate ? 'Overdue since' : 'Next on'} {formatLocalDay(review.due_on)}
        {review.times_moved > 0 &&
          `, moved ${review.times_moved === 1 ? 'once' : `${review.times_moved} times`}`}
      </Text>
      {side !== null && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="light"
            aria-expanded={isHolding}
            onClick={() => setIsHolding(!isHolding)}
          >
            Review now
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={isMovingIt}
            onClick={() => setIsMovingIt(!isMovingIt)}
          >
            Move it
          </Button>
        </Group>
      )}
      <Collapse expanded={isMovingIt}>
        <OneLineForm
          label="Why is it moved?"
          button="Move it"
          isBusy={mover.isPending}
          maxLength={500}
          beside={
            <TextInput
              type="date"
              label="To"
              min={today}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
              required
            />
          }
          send={(because, onDone) => {
            if (to === '') return;
            mover.mutate(
              { record: review, move: { kind: 'move_due', due_on: to, because } },
              {
                onSuccess: () => {
                  onDone();
                  setIsMovingIt(false);
                },
              },
            );
          }}
        />
      </Collapse>
      {side !== null && (
        <Collapse expanded={isHolding}>
          <ReviewForm
            place={`review.${review.id}`}
            isBusy={mover.isPending}
            send={(move, onDone) => mover.mutate({ record: review, move }, { onSuccess: onDone })}
          />
        </Collapse>
      )}
      <Refusal error={mover.error} />
    </Stack>
  );
}

function HeldReview({ review }: { review: ReviewRecord }) {
  const timeZone = useTimeZone();
  const { last_step_learned: learned, next_step: next, expected } = review;
  if (learned === null) return null;
  const seen = review.target_seen === null ? null : labelOf(targetSeenChoices, review.target_seen);
  const decision = review.decision === null ? null : labelOf(reviewDecisions, review.decision);
  const line = [seen === null ? null : `Target: ${seen.toLowerCase()}`, decision].filter(
    (part) => part !== null,
  );
  return (
    <div>
      <WrittenText
        label={`Review of ${review.held_at === null ? '' : formatDay(review.held_at, timeZone)}`}
        text={[
          `Learned: ${learned.text}`,
          ...(next === null ? [] : [`Next step: ${next.text}`]),
          ...(expected === null ? [] : [`Expected: ${expected.text}`]),
        ].join('\n')}
        entry={learned}
      />
      {line.length > 0 && (
        <Text size="xs" c="dimmed" mt={2}>
          {line.join(' · ')}
        </Text>
      )}
    </div>
  );
}
