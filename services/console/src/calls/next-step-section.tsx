import { Anchor, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useComingCalls } from '../api/use-coming-calls.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { WrittenText } from '../forms/written-text.tsx';
import { useDealNames } from '../names/use-deal-names.ts';
import { formatLocalDay, formatMoment } from '@stepup/wording/dates';
import { useCallOnScreen } from './call-context.tsx';
import { newCallAddress } from './new-call-address.ts';
import { writeCrmNote } from './crm-note.ts';

/** What comes next, when it can be seen, and the next call to try it in. */
export function NextStepSection() {
  const { call, side, isMoving, move } = useCallOnScreen();
  const [seeOn, setSeeOn] = useState('');
  const timeZone = useTimeZone();
  const dealName = useDealNames(call.learner_id);
  const coming = useComingCalls(side === 'learner' ? call.learner_id : null);
  const next = coming.data?.find(({ activity_id }) => activity_id !== call.activity_id);
  return (
    <PageSection title="Next step">
      {call.next_step !== null && (
        <Stack gap={4}>
          <WrittenText label="Next step" text={call.next_step.text} entry={call.next_step} />
          {call.see_on !== null && <Text size="sm">We can see it on {formatLocalDay(call.see_on)}.</Text>}
        </Stack>
      )}
      {side === 'learner' && (
        <OneLineForm
          label={call.next_step === null ? 'What is my next step?' : 'Another next step?'}
          button="Keep it"
          isBusy={isMoving}
          maxLength={500}
          beside={
            <TextInput
              type="date"
              label="When can we see it? (optional)"
              value={seeOn}
              onChange={(event) => setSeeOn(event.currentTarget.value)}
            />
          }
          send={(text, onDone) =>
            move(
              { kind: 'plan_next_step', next_step: text, ...(seeOn === '' ? {} : { see_on: seeOn }) },
              () => {
                setSeeOn('');
                onDone();
              },
            )
          }
        />
      )}
      {side === 'learner' && call.state === 'debriefed' && next !== undefined && (
        <Text size="sm">
          Try again:{' '}
          <Anchor component={Link} to={newCallAddress(next, call.plan_id)}>
            {formatMoment(next.starts_at, timeZone)}
            {next.deal_id === null ? '' : `, ${dealName(next.deal_id)}`}
          </Anchor>
        </Text>
      )}
      {call.state === 'debriefed' && (
        <Group justify="flex-end">
          <CopyButton value={writeCrmNote(call)}>
            {({ copied, copy }) => (
              <Button variant="default" size="compact-sm" onClick={copy}>
                {copied ? 'Copied' : 'Copy as CRM note'}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
    </PageSection>
  );
}
