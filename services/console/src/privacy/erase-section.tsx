import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { erasureAnswer } from '@stepup/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api/api-context.tsx';
import { PageSection } from '../app/page-section.tsx';
import { Refusal } from '../notices/refusal.tsx';

/** Erases a person for good. The id is typed twice, so that nobody is erased by a slip. */
export function EraseSection() {
  const api = useApi();
  const queryClient = useQueryClient();
  const [personId, setPersonId] = useState('');
  const [confirm, setConfirm] = useState('');
  const erase = useMutation({
    mutationFn: () =>
      api.write(`/v1/people/${encodeURIComponent(personId.trim())}/erasure`, erasureAnswer, {
        body: { confirm: confirm.trim() },
      }),
    onSuccess: () => {
      setPersonId('');
      setConfirm('');
      return queryClient.invalidateQueries();
    },
  });
  const isSame = personId.trim() !== '' && personId.trim() === confirm.trim();
  return (
    <PageSection title="Erase a person">
      <Text size="sm">
        What was recorded about somebody, their names, texts and pseudonym go; sums about nobody stay. It
        cannot be undone.
      </Text>
      {erase.isSuccess && (
        <Text size="sm" role="status">
          {erase.data.person_id} is erased:{' '}
          {Object.values(erase.data.deleted).reduce((sum, rows) => sum + rows, 0)} rows are gone.
        </Text>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isSame) erase.mutate();
        }}
      >
        <Stack gap="xs">
          <TextInput
            label="Id of the person"
            value={personId}
            onChange={(event) => setPersonId(event.currentTarget.value)}
          />
          <TextInput
            label="The id once more"
            value={confirm}
            onChange={(event) => setConfirm(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" color="red" disabled={!isSame} loading={erase.isPending}>
              Erase for good
            </Button>
          </Group>
        </Stack>
      </form>
      <Refusal error={erase.error} />
    </PageSection>
  );
}
