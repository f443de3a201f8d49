import { Button, Collapse, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons, labelOf } from '../forms/choice-buttons.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { WrittenText } from '../forms/written-text.tsx';
import { useNames } from '../names/use-names.ts';
import { patternChoices } from '../wording/coaching-choices.ts';
import { shortName } from '@stepup/wording/subject';
import { useSessionOnScreen } from './session-context.tsx';

/** What the talk is for, how the learner sees it, then the coach; of something just seen, the pattern or a one-off. */
export function AnalysisSection() {
  const { session, side, isAlive, isMoving, move } = useSessionOnScreen();
  const names = useNames();
  const [isSetting, { toggle }] = useDisclosure(
    session.kind === 'opportunistic' && session.stages.length === 0,
  );
  const learner = names.subject(session.learner_id);
  const stageSet = session.stages.filter(({ stage }) => stage === 'set_stage');
  const notes = [
    ...session.roam.map((entry) => ({
      ...entry,
      label: entry.part === 'results' ? 'Results' : 'How it is done',
    })),
    ...session.stages
      .filter(({ stage }) => stage !== 'set_stage')
      .map((entry) => ({ ...entry, label: 'Note' })),
  ].toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const isOpportunistic = session.kind === 'opportunistic';
  if (!isAlive && stageSet.length === 0 && notes.length === 0 && session.pattern === null) return null;
  return (
    <PageSection
      title="How do we see it?"
      beside={
        isAlive && stageSet.length === 0 ? (
          <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={isSetting}>
            Set the stage
          </Button>
        ) : undefined
      }
    >
      {stageSet.map((entry) => (
        <WrittenText key={entry.at} label="What this talk is for" text={entry.text} entry={entry} />
      ))}
      {isAlive && stageSet.length === 0 && (
        <Collapse expanded={isSetting}>
          <OneLineForm
            label="What is this talk for, and what should come out of it?"
            placeholder="In a sentence both agree on"
            button="Keep it"
            isBusy={isMoving}
            send={(text, onDone) => move({ kind: 'write_stage', stage: 'set_stage', text }, onDone)}
          />
        </Collapse>
      )}
      {isOpportunistic && (isAlive || session.pattern !== null) && (
        <Stack gap={4}>
          {isAlive ? (
            <ChoiceButtons
              label="Talking it over: was it the pattern or a one-off?"
              choices={patternChoices}
              value={session.pattern}
              isDisabled={isMoving || stageSet.length === 0}
              choose={(verdict) => move({ kind: 'judge_pattern', verdict })}
            />
          ) : (
            session.pattern !== null && <Text size="sm">{labelOf(patternChoices, session.pattern)}.</Text>
          )}
          {isAlive && stageSet.length === 0 && (
            <Text size="xs" c="dimmed">
              Say what the talk is for first.
            </Text>
          )}
        </Stack>
      )}
      {notes.map((entry) => (
        <WrittenText key={entry.at} label={entry.label} text={entry.text} entry={entry} />
      ))}
      {isAlive && (
        <OneLineForm
          label={
            side === 'learner'
              ? 'How do you see it?'
              : `How does ${shortName(learner)} see it? What do you see?`
          }
          description={
            side === 'learner'
              ? 'What happens, and what stands in the way'
              : `Best written by ${shortName(learner)} first; what you write stands under your name`
          }
          button="Keep it"
          isBusy={isMoving}
          send={(text, onDone) => move({ kind: 'write_roam', part: 'methodology', text }, onDone)}
        />
      )}
    </PageSection>
  );
}
