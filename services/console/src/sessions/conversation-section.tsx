import { Button, Group, Stack, Text } from '@mantine/core';
import { conversationModels } from '@stepup/coaching';
import { useState } from 'react';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons, labelOf } from '../forms/choice-buttons.tsx';
import { modelChoices, stageWords, switchReasons } from '../wording/coaching-choices.ts';
import { useSessionOnScreen } from './session-context.tsx';

/** The model the talk runs on, where it stands in it, and the switch where knowledge turns out to be missing. */
export function ConversationSection() {
  const { session, isAlive, isMoving, move } = useSessionOnScreen();
  const [isSwitching, setIsSwitching] = useState(false);
  const { model, chart, conversation, model_switches: switches } = session;
  const solution = chart?.acts?.solution ?? null;
  if (model === null) {
    if (!isAlive || (solution !== 'training' && solution !== 'coaching')) return null;
    return (
      <PageSection title="The talk">
        <ChoiceButtons
          label={
            solution === 'training'
              ? 'Something is not known yet: field training fits.'
              : 'It is known how: sales coaching fits.'
          }
          choices={modelChoices}
          value={null}
          isDisabled={isMoving}
          choose={(chosen) => move({ kind: 'choose_model', model: chosen })}
        />
      </PageSection>
    );
  }
  const stages = conversationModels[model];
  const other = model === 'sales_coaching' ? 'field_training' : 'sales_coaching';
  const reached = conversation.findLast((entry) => entry.model === model)?.stage ?? null;
  return (
    <PageSection title={`The talk: ${labelOf(modelChoices, model).toLowerCase()}`}>
      {isAlive ? (
        <ChoiceButtons
          label="Where are we?"
          choices={stages.map((stage) => ({ value: stage, label: stageWords[stage].label }))}
          value={reached}
          isDisabled={isMoving}
          choose={(stage) => move({ kind: 'enter_stage', stage })}
        />
      ) : (
        <Text size="sm">
          {conversation.map(({ stage }) => stageWords[stage].label).join(' → ') || 'No stage was noted.'}
        </Text>
      )}
      {isAlive && reached !== null && (
        <Text size="sm" c="dimmed">
          {stageWords[reached].label}: {stageWords[reached].hint}.
        </Text>
      )}
      {switches.map(({ to, because, at }) => (
        <Text key={at} size="sm">
          Switched to {labelOf(modelChoices, to).toLowerCase()}:{' '}
          {labelOf(switchReasons, because).toLowerCase()}.
        </Text>
      ))}
      {isAlive && (
        <Stack gap="xs">
          {isSwitching ? (
            <ChoiceButtons
              label={`Why ${labelOf(modelChoices, other).toLowerCase()}?`}
              choices={switchReasons}
              value={null}
              isDisabled={isMoving}
              choose={(because) =>
                move({ kind: 'switch_model', model: other, because }, () => setIsSwitching(false))
              }
            />
          ) : (
            <Group>
              <Button size="compact-sm" variant="subtle" onClick={() => setIsSwitching(true)}>
                Switch to {labelOf(modelChoices, other).toLowerCase()}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </PageSection>
  );
}
