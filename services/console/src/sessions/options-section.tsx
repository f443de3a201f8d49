import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { PageSection } from '../app/page-section.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { WrittenText } from '../forms/written-text.tsx';
import { useNames } from '../names/use-names.ts';
import { useSessionOnScreen } from './session-context.tsx';

/** At least two ways, each under the name of who said it, and the one both agree on. */
export function OptionsSection() {
  const { session, side, isAlive, isMoving, move } = useSessionOnScreen();
  const names = useNames();
  if (!isAlive && session.options.length === 0) return null;
  return (
    <PageSection title="Which ways are there?">
      {session.options.length === 0 && (
        <Text size="sm" c="dimmed">
          Ask for the learner’s ideas first. One option is no choice: note at least two.
        </Text>
      )}
      {session.options.map(({ id, text, by, agreed_by }) => (
        <Group key={id} justify="space-between" wrap="nowrap" align="flex-start">
          <Text size="sm" className="any-break">
            {text}{' '}
            <Text span c="dimmed" inherit>
              {names.subject(by).isSelf ? 'you' : names.person(by)}
            </Text>
          </Text>
          {agreed_by.length > 1 ? (
            <Badge color="teal">Agreed</Badge>
          ) : agreed_by.includes(side) ? (
            <Badge color="gray" variant="light">
              You agree
            </Badge>
          ) : (
            isAlive && (
              <Button
                size="compact-sm"
                variant="default"
                style={{ flexShrink: 0 }}
                disabled={isMoving || session.options.length < 2}
                onClick={() => move({ kind: 'agree_option', option_id: id })}
                aria-label={`Agree on: ${text}`}
              >
                Agree
              </Button>
            )
          )}
        </Group>
      ))}
      {session.options.length === 1 && isAlive && (
        <Text size="sm" c="dimmed">
          A second one opens the choice.
        </Text>
      )}
      {session.disagreements.map((entry) => (
        <WrittenText key={entry.at} label="We do not agree on" text={entry.text} entry={entry} />
      ))}
      {isAlive && (
        <Stack gap="xs">
          <OneLineForm
            label="Another way"
            button="Add the option"
            isBusy={isMoving}
            maxLength={500}
            send={(text, onDone) => move({ kind: 'add_option', text }, onDone)}
          />
        </Stack>
      )}
    </PageSection>
  );
}
