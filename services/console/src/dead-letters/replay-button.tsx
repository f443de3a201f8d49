import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReplayOutcome, type ReplayTarget, useReplay } from '../api/use-replay.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { formatMessages } from '../wording/letter-words.ts';

/** Sends messages again, once the reader has confirmed it. */
export function ReplayButton({
  target,
  count,
  onReplayed,
}: {
  target: ReplayTarget;
  count: number;
  onReplayed: (outcome: ReplayOutcome) => void;
}) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const replay = useReplay();
  const send = () =>
    replay.mutate(target, {
      onSuccess: (outcome) => {
        close();
        onReplayed(outcome);
      },
    });
  return (
    <>
      <Button variant="light" size="xs" onClick={open}>
        Replay …
      </Button>
      <Modal opened={isOpen} onClose={close} title={`Send ${formatMessages(count)} again?`} centered>
        <Stack gap="md">
          <Text size="sm">
            An event is never counted twice. What still cannot be stored comes back to this list.
          </Text>
          {replay.isError && <FailureNotice error={replay.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button onClick={send} loading={replay.isPending}>
              Send again
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
