import { Alert, Button, Grid, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { PlaybookAnswer } from '@stepup/contracts';
import { useEffect, useRef, useState } from 'react';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayOperate } from '../api/use-may-operate.ts';
import { usePlaybook, usePlaybookCheck, usePlaybookVersions, useSavePlaybook } from '../api/use-playbook.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { formatDay } from '@stepup/wording/dates';
import { LineEditor } from '../yaml-editor/line-editor.tsx';
import { useEditorArea } from '../yaml-editor/use-editor-area.ts';
import { PlaybookCheckPanel } from './playbook-check-panel.tsx';

const checkAfterMs = 400;

/** Where sales operations write what may be behind a gap at each step: every fault at its line, and a preview of what changes. */
export function PlaybookPage() {
  const mayOperate = useMayOperate();
  const session = useCurrentSession();
  const current = usePlaybook('current');
  if (session.isSuccess && !mayOperate)
    return (
      <EmptyNotice title="This page is for sales operations">Nobody else writes the playbook.</EmptyNotice>
    );
  if (current.isError) return <FailureNotice error={current.error} retry={current.refetch} />;
  if (current.isPending || !session.isSuccess) return <LoadingPage />;
  return <PlaybookEditor current={current.data} />;
}

function PlaybookEditor({ current }: { current: PlaybookAnswer }) {
  const [text, setText] = useState(current.text);
  const { area, goToLine } = useEditorArea(text);
  const [checked] = useDebouncedValue(text, checkAfterMs);
  const check = usePlaybookCheck(checked);
  const save = useSavePlaybook();
  const problems = check.data?.problems ?? [];
  const isChecked = text === checked && check.isSuccess && !check.isPlaceholderData;
  return (
    <Stack gap="md">
      <div>
        <Title order={1} size="h2">
          Playbook
        </Title>
        <Text c="dimmed" size="sm">
          What may be behind a gap at each step, what to ask, and which deals to look at. A reason here is a
          possibility, never a verdict. Every version is kept.
        </Text>
      </div>
      {current.problems.length > 0 && (
        <Alert color="orange" title="This release does not understand your playbook">
          Until it is repaired, the playbook of the product is used.
        </Alert>
      )}
      <Group justify="space-between" align="flex-end">
        <VersionChoice key={current.version} current={current} load={setText} />
        <Button
          disabled={!isChecked || problems.length > 0 || text === current.text}
          loading={save.isPending}
          onClick={() => save.mutate({ text, version: current.version })}
        >
          Save as version {current.version + 1}
        </Button>
      </Group>
      {save.isError && <FailureNotice error={save.error} />}
      {save.isSuccess && text === current.text && (
        <Alert color="teal" role="status" title={`Version ${current.version} is in use`} />
      )}
      <Grid>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <LineEditor
            label="Text of the playbook"
            text={text}
            onChange={setText}
            faultyLines={new Set(problems.map(({ line }) => line))}
            areaRef={area}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          {check.isError && <FailureNotice error={check.error} retry={check.refetch} />}
          {check.data !== undefined && <PlaybookCheckPanel check={check.data} goToLine={goToLine} />}
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

/** Puts an earlier version into the editor; saving it makes it a new one. */
function VersionChoice({ current, load }: { current: PlaybookAnswer; load: (text: string) => void }) {
  const versions = usePlaybookVersions().data ?? [];
  const timeZone = useTimeZone();
  const [chosen, setChosen] = useState(current.version);
  const loaded = usePlaybook(chosen).data;
  const shown = useRef(current.version);
  useEffect(() => {
    if (loaded === undefined || loaded.version === shown.current) return;
    shown.current = loaded.version;
    load(loaded.text);
  }, [loaded, load]);
  return (
    <Select
      label="Version in the editor"
      w={280}
      value={String(chosen)}
      allowDeselect={false}
      onChange={(value) => setChosen(Number(value ?? current.version))}
      data={versions.map(({ version, written_by, written_at }) => ({
        value: String(version),
        label:
          written_at === null
            ? '0: comes with the product'
            : `${version}: ${written_by ?? ''}, ${formatDay(written_at, timeZone)}`,
      }))}
    />
  );
}
