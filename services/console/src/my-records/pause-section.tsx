import { Button, Group, Text } from '@mantine/core';
import { diagnosisPause } from '@stepup/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { formatDay } from '@stepup/wording/dates';

/** Pauses the diagnosis of the reader, and takes it up again. */
export function PauseSection({ repId }: { repId: string }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const timeZone = useTimeZone();
  const path = `/v1/reps/${encodeURIComponent(repId)}/diagnosis-pause`;
  const queryKey = ['diagnosis-pause', repId];
  const pause = useQuery({ queryKey, queryFn: () => api.read(path, diagnosisPause) });
  const set = useMutation({
    mutationFn: (paused: boolean) => api.write(path, diagnosisPause, { method: 'PUT', body: { paused } }),
    onSuccess: (now) => {
      queryClient.setQueryData(queryKey, now);
      return queryClient.invalidateQueries({ queryKey: ['diagnoses'] });
    },
  });
  if (!pause.isSuccess) return null;
  const { paused, since } = pause.data;
  return (
    <PageSection title="Diagnosis">
      <Text size="sm">
        {paused
          ? `Paused${since === null ? '' : ` since ${formatDay(since, timeZone)}`}: no gap of yours is shown to anybody else.`
          : 'Your numbers are compared with those of a typical colleague once a month. You can object: then no gap of yours is shown to anybody else.'}
      </Text>
      <Group>
        <Button variant="default" loading={set.isPending} onClick={() => set.mutate(!paused)}>
          {paused ? 'Take it up again' : 'Pause it'}
        </Button>
      </Group>
      <Refusal error={set.error} />
    </PageSection>
  );
}
