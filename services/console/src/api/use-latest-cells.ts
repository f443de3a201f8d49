import {
  type DiagnosisCell,
  diagnosisCellsAnswer,
  type DiagnosisRun,
  diagnosisRunsAnswer,
  diagnosisRunStarted,
} from '@stepup/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { chooseRun } from './choose-run.ts';
import { optionalAnswer } from './optional-answer.ts';
import { readPages } from './read-pages.ts';

/** The newest finished run with its cells, or why there are none. */
export type LatestCells =
  | { kind: 'cells'; run: DiagnosisRun; asOf: string; cells: DiagnosisCell[]; complete: boolean }
  | { kind: 'running'; run: DiagnosisRun }
  | { kind: 'no_run' };

const whileRunningMs = 2_000;

/** Every rep × step of the newest run that used the usual windows; asks again while one is under way. */
export function useLatestCells() {
  const api = useApi();
  return useQuery({
    queryKey: ['latest-cells'],
    refetchInterval: ({ state }) => (state.data?.kind === 'running' ? whileRunningMs : false),
    queryFn: async (): Promise<LatestCells> => {
      const runs = await optionalAnswer(
        api.read('/v1/diagnosis-runs', diagnosisRunsAnswer, { limit: '1000' }),
      );
      const choice = chooseRun(runs?.items ?? []);
      if (choice.kind !== 'done') return choice;
      let asOf = choice.run.as_of;
      const { items, complete } = await readPages(async (cursor) => {
        const path = `/v1/diagnosis-runs/${encodeURIComponent(choice.run.id)}/cells`;
        const page = await api.read(path, diagnosisCellsAnswer, { limit: '1000', cursor });
        asOf = page.as_of;
        return page;
      });
      return { kind: 'cells', run: choice.run, asOf, cells: items, complete };
    },
  });
}

/** Starts a run on demand; the cells show it as running. */
export function useStartRun() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.write('/v1/diagnosis-runs', diagnosisRunStarted, { body: {} }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['latest-cells'] }),
  });
}
