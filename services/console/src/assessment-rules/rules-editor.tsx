import { Alert, Button, Grid, Group, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { AssessmentRulesAnswer } from '@stepup/contracts';
import { formatMonth } from '@stepup/wording/dates';
import { useState } from 'react';
import {
  useAssessmentRulesCheck,
  useReadRulesVersion,
  useSaveAssessmentRules,
} from '../api/use-assessment-rules.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { FaultList } from '../yaml-editor/fault-list.tsx';
import { LineEditor } from '../yaml-editor/line-editor.tsx';
import { useEditorArea } from '../yaml-editor/use-editor-area.ts';

const checkAfterMs = 400;

/** The text of one pair's rules: every fault at its line, saved as a new version. */
export function RulesEditor({ current }: { current: AssessmentRulesAnswer }) {
  const { pair, version, counts_from: countsFrom } = current;
  const [text, setText] = useState(current.text);
  const [checked] = useDebouncedValue(text, checkAfterMs);
  const { area, goToLine } = useEditorArea(text);
  const [chosen, setChosen] = useState(version);
  const check = useAssessmentRulesCheck(pair, checked);
  const earlier = useReadRulesVersion(pair);
  const save = useSaveAssessmentRules(pair);
  const problems = check.data?.problems ?? [];
  const isChecked = text === checked && check.isSuccess && !check.isPlaceholderData;
  return (
    <Stack gap="md">
      {current.problems.length > 0 && (
        <Alert color="orange" title="This release does not understand your rules">
          Until they are repaired, those of the product are used.
        </Alert>
      )}
      <Group justify="space-between" align="flex-end">
        <Select
          label="Version in the editor"
          w={280}
          value={String(chosen)}
          allowDeselect={false}
          onChange={(value) =>
            earlier.mutate(Number(value ?? version), {
              onSuccess: (read) => {
                setChosen(read.version);
                setText(read.text);
              },
            })
          }
          data={Array.from({ length: version + 1 }, (_value, index) => version - index).map((number) => ({
            value: String(number),
            label: number === 0 ? '0: comes with the product' : `Version ${number}`,
          }))}
        />
        <Button
          disabled={!isChecked || problems.length > 0 || text === current.text}
          loading={save.isPending}
          onClick={() => save.mutate({ text, version }, { onSuccess: (saved) => setChosen(saved.version) })}
        >
          Save as version {version + 1}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {countsFrom === null
          ? 'These rules come with the product.'
          : `Version ${version} counts from ${formatMonth(countsFrom)} on.`}
      </Text>
      {save.isError && <FailureNotice error={save.error} />}
      {earlier.isError && <FailureNotice error={earlier.error} />}
      <Grid>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <LineEditor
            label="Text of the rules"
            text={text}
            onChange={setText}
            faultyLines={new Set(problems.map(({ line }) => line))}
            areaRef={area}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          {check.isError && <FailureNotice error={check.error} retry={check.refetch} />}
          {problems.length > 0 && <FaultList problems={problems} goToLine={goToLine} />}
          {isChecked && problems.length === 0 && (
            <Text size="sm" c="dimmed">
              {text === current.text
                ? 'No fault, and nothing that differs from what is in use.'
                : 'No fault.'}
            </Text>
          )}
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
