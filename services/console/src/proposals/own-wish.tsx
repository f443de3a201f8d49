import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import type { Proposal, Skill } from '@stepup/contracts';
import { useState } from 'react';
import { useOpenWish, useWithdrawWish } from '../api/use-proposals.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';

const mostCharacters = 500;

/** Says what one would rather work on, or takes it back. */
export function OwnWish({
  month,
  wish,
  skills,
}: {
  month: string;
  wish: Proposal['wish'];
  skills: readonly Skill[];
}) {
  const open = useOpenWish();
  const withdraw = useWithdrawWish();
  const [skill, setSkill] = useState<string | null>(null);
  const [text, setText] = useState('');
  if (wish !== null) {
    return (
      <Stack gap="xs" mt="sm">
        <Group>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ id: wish.id, version: wish.version })}
          >
            Take the wish back
          </Button>
        </Group>
        {withdraw.isError && <FailureNotice error={withdraw.error} />}
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (skill === null) return;
        const why = text.trim();
        open.mutate({ month, skill_id: skill, ...(why === '' ? {} : { text: why }) });
      }}
    >
      <Stack gap="xs" mt="sm">
        <Select
          label="Rather work on something else?"
          placeholder="Choose a skill"
          data={skills.map(({ id, name }) => ({ value: id, label: name }))}
          value={skill}
          onChange={setSkill}
          searchable
        />
        {skill !== null && (
          <>
            <TextInput
              label="Why? (optional)"
              value={text}
              maxLength={mostCharacters}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Group>
              <Button type="submit" variant="light" loading={open.isPending}>
                This is my wish
              </Button>
            </Group>
          </>
        )}
        {open.isError && <FailureNotice error={open.error} />}
      </Stack>
    </form>
  );
}
