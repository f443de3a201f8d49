import { Code, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { deadLetterReasonTexts, type KeptDeadLetter } from '@stepup/contracts';
import { useDeadLetter } from '../api/use-dead-letters.ts';
import type { ReplayOutcome } from '../api/use-replay.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { formatValue, whyNoReplay } from '../wording/letter-words.ts';
import { factsOf } from './facts-of.ts';
import { ReplayButton } from './replay-button.tsx';

interface LetterWindowProps {
  id: string;
  close: () => void;
  onReplayed: (outcome: ReplayOutcome) => void;
}

/** One message with all that is known of it, over the page. */
export function LetterWindow({ id, close, onReplayed }: LetterWindowProps) {
  const letter = useDeadLetter(id);
  const isPhone = useMediaQuery('(max-width: 48em)');
  return (
    <Modal opened onClose={close} size="xl" fullScreen={isPhone} title="A message that could not be stored">
      {letter.isPending && <LoadingPage />}
      {letter.isError && <FailureNotice error={letter.error} retry={letter.refetch} />}
      {letter.isSuccess && (
        <LetterContent
          letter={letter.data}
          onReplayed={(outcome) => {
            close();
            onReplayed(outcome);
          }}
        />
      )}
    </Modal>
  );
}

function LetterContent({
  letter,
  onReplayed,
}: {
  letter: KeptDeadLetter;
  onReplayed: (outcome: ReplayOutcome) => void;
}) {
  const timeZone = useTimeZone();
  const { says, whatToDo, replayMayHelp } = deadLetterReasonTexts[letter.reason];
  const cannot = whyNoReplay(letter);
  const facts = factsOf(letter, timeZone);
  return (
    <Stack gap="md">
      <div>
        <Text fw={600}>{says}</Text>
        <Text size="sm" c="dimmed">
          {whatToDo}
        </Text>
      </div>
      {cannot !== null && <Text size="sm">{cannot}</Text>}
      {cannot === null && replayMayHelp && (
        <Group>
          <ReplayButton target={{ id: letter.id }} count={1} onReplayed={onReplayed} />
        </Group>
      )}
      <Table variant="vertical" layout="fixed" verticalSpacing={4}>
        <Table.Tbody>
          {facts.map(({ name, text }) => (
            <Table.Tr key={name}>
              <Table.Th w={140} className="any-break">
                {name}
              </Table.Th>
              <Table.Td className="any-break">{text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <div>
        <Text size="sm" fw={600} mb={4}>
          {letter.value_is_whole ? 'What it held' : 'The beginning of what it held'}
        </Text>
        <Code block mah={360} style={{ overflow: 'auto' }}>
          {formatValue(letter.value)}
        </Code>
      </div>
    </Stack>
  );
}
