import { Box, Card, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { deadLetterReasonTexts, type KeptDeadLetterHead } from '@stepup/contracts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { formatMoment } from '@stepup/wording/dates';
import { formatSize, subjectOfKey } from '../wording/letter-words.ts';

interface LettersTableProps {
  letters: readonly KeptDeadLetterHead[];
  open: (id: string) => void;
}

/** Messages, one a row, on a phone one below the other. */
export function LettersTable({ letters, open }: LettersTableProps) {
  const timeZone = useTimeZone();
  return (
    <>
      <Box visibleFrom="sm">
        <Table verticalSpacing={6} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th miw={190}>Kind of event</Table.Th>
              <Table.Th miw={120}>About</Table.Th>
              <Table.Th ta="right">Size</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {letters.map((letter) => (
              <Table.Tr key={letter.id}>
                <Table.Td className="tabular" style={{ whiteSpace: 'nowrap' }}>
                  <UnstyledButton onClick={() => open(letter.id)} fz="sm" className="text-button">
                    {formatMoment(letter.kept_at, timeZone)}
                  </UnstyledButton>
                </Table.Td>
                <Table.Td>
                  <Text size="sm">{deadLetterReasonTexts[letter.reason].says}</Text>
                  <Text size="xs" c="dimmed" lineClamp={1} className="any-break">
                    {letter.detail}
                  </Text>
                </Table.Td>
                <Table.Td className="any-break">{letter.event_type ?? '–'}</Table.Td>
                <Table.Td className="any-break">{subjectOfKey(letter.key)}</Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                  {formatSize(letter.value_bytes)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      <Stack hiddenFrom="sm" gap="xs">
        {letters.map((letter) => (
          <Card key={letter.id} withBorder padding="sm">
            <UnstyledButton onClick={() => open(letter.id)}>
              <Text size="xs" c="dimmed">
                {formatMoment(letter.kept_at, timeZone)} · {formatSize(letter.value_bytes)}
              </Text>
              <Text size="sm" fw={600}>
                {deadLetterReasonTexts[letter.reason].says}
              </Text>
              <Text size="sm" className="any-break">
                {letter.event_type ?? 'unknown kind'} · {subjectOfKey(letter.key)}
              </Text>
            </UnstyledButton>
          </Card>
        ))}
      </Stack>
    </>
  );
}
