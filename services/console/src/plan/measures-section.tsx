import { ActionIcon, Group, List, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useNames } from '../names/use-names.ts';
import { formatLocalDay } from '@stepup/wording/dates';
import { shortName } from '@stepup/wording/subject';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { usePlanOnScreen } from './plan-context.tsx';
import { PageSection } from '../app/page-section.tsx';

/** The third question: what will we do? Measures of the two, and what the coach does beside them. */
export function MeasuresSection() {
  const { plan, side, isOpen, isMoving, move } = usePlanOnScreen();
  const names = useNames();
  const [on, setOn] = useState('');
  const measures = plan.measures.filter(({ withdrawn }) => !withdrawn);
  const rep = names.subject(plan.rep_id);
  return (
    <PageSection title="3. What will we do?">
      {measures.length === 0 && (
        <Text size="sm" c="dimmed">
          {rep.isSelf ? 'You add' : `${shortName(rep)} adds`} at least one thing to try; the coach asks.
        </Text>
      )}
      <List spacing={6}>
        {measures.map(({ id, text, by, author }) => (
          <List.Item key={id}>
            <Group gap={6} wrap="nowrap" align="flex-start">
              <Text>
                {text}{' '}
                <Text span size="xs" c="dimmed">
                  {names.subject(by).isSelf ? 'you' : names.person(by)}
                </Text>
              </Text>
              {isOpen && author === side && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={`Withdraw: ${text}`}
                  disabled={isMoving}
                  onClick={() => move({ kind: 'withdraw_measure', measure_id: id })}
                >
                  <IconX size={14} />
                </ActionIcon>
              )}
            </Group>
          </List.Item>
        ))}
        {plan.coach_actions.map(({ id, text, on: day, by }) => (
          <List.Item key={id}>
            {text}{' '}
            <Text span size="xs" c="dimmed">
              {names.person(by)}, coach{day === null ? '' : `, on ${formatLocalDay(day)}`}
            </Text>
          </List.Item>
        ))}
      </List>
      {isOpen && side === 'rep' && (
        <OneLineForm
          label="What will you do?"
          placeholder="For example: present every proposal in a call within three days"
          button="Add"
          isBusy={isMoving}
          send={(text, onDone) => move({ kind: 'add_measure', text }, onDone)}
        />
      )}
      {isOpen && side === 'coach' && (
        <OneLineForm
          label="What will you, as coach, prepare or come to see?"
          placeholder="For example: we prepare two proposal talks together"
          button="Add"
          isBusy={isMoving}
          beside={
            <TextInput
              type="date"
              label="On (optional)"
              value={on}
              onChange={(event) => setOn(event.currentTarget.value)}
            />
          }
          send={(text, onDone) =>
            move({ kind: 'add_coach_action', text, ...(on === '' ? {} : { on }) }, () => {
              setOn('');
              onDone();
            })
          }
        />
      )}
    </PageSection>
  );
}
