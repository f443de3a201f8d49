import { listOf, type RecordHead } from '@stepup/contracts';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ApiClient } from './api-client.ts';
import { useApi } from './api-context.tsx';
import { statusOf } from './request-failure.ts';

/** Which records of a kind; without any of them, all that the reader may see. */
interface RecordsAsked {
  plan?: string;
  learner?: string;
  coach?: string;
  state?: string;
}

interface RecordKind<Opening, Move, Answer> {
  /** As in the path: `calls`. */
  plural: string;
  /** Where it is opened and listed under a plan: `obstacles` of `/v1/plans/{id}/obstacles`. */
  underPlan?: string;
  schemas: {
    opening: z.ZodType<unknown, Opening>;
    move: z.ZodType<Move>;
    answer: z.ZodType<Answer>;
  };
}

const newestShown = '500';

/** The hooks of one kind of coaching record: list, read, open, move. */
export function defineRecordHooks<Opening, Move, Answer extends RecordHead>({
  plural,
  underPlan,
  schemas,
}: RecordKind<Opening, Move, Answer>) {
  const path = `/v1/${plural}`;
  const list = listOf(schemas.answer);
  const pathUnder = (planId: string | undefined): string =>
    planId !== undefined && underPlan !== undefined
      ? `/v1/plans/${encodeURIComponent(planId)}/${underPlan}`
      : path;

  const listQuery = (api: ApiClient, asked: RecordsAsked | null) => ({
    queryKey: ['records', plural, asked],
    enabled: asked !== null,
    queryFn: async () => {
      const { plan, ...others } = asked ?? {};
      const at = pathUnder(plan);
      const query = at === path ? { ...asked, limit: newestShown } : { ...others, limit: newestShown };
      return (await api.read(at, list, query)).items;
    },
  });

  /** The newest first; null asks for nothing. */
  function useList(asked: RecordsAsked | null) {
    return useQuery(listQuery(useApi(), asked));
  }

  /** Several lists as one; undefined until all are there. */
  function useLists(asked: readonly RecordsAsked[]) {
    const api = useApi();
    return useQueries({
      queries: asked.map((one) => listQuery(api, one)),
      combine: (answers) => {
        const read = answers.flatMap(({ data }) => (data === undefined ? [] : [data]));
        return {
          data: read.length === answers.length ? read.flat() : undefined,
          error: answers.find(({ isError }) => isError)?.error ?? null,
        };
      },
    });
  }

  function useOne(id: string) {
    const api = useApi();
    return useQuery({
      queryKey: ['record', plural, id],
      queryFn: () => api.read(`${path}/${encodeURIComponent(id)}`, schemas.answer),
    });
  }

  /** Opens a record and does what follows at once, each on the version before; what follows may be refused, the record stands. */
  function useOpen(planId?: string) {
    const api = useApi();
    const queryClient = useQueryClient();
    const at = pathUnder(planId);
    return useMutation({
      mutationFn: async ({ opening, moves = [] }: { opening: Opening; moves?: readonly Move[] }) => {
        let current: Answer = await api.write(at, schemas.answer, { body: opening });
        for (const move of moves) {
          const to = `${path}/${encodeURIComponent(current.id)}/transitions`;
          current = await api.write(to, schemas.answer, { body: move, version: current.version });
        }
        return current;
      },
      onSuccess: (opened) => {
        queryClient.setQueryData(['record', plural, opened.id], opened);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: ['records'] }),
    });
  }

  /** One thing that somebody does to a record. The answer is the record as it reads then; a stale one is read again. */
  function useMove() {
    const api = useApi();
    const queryClient = useQueryClient();
    return useMutation({
      mutationFn: ({ record, move }: { record: Pick<Answer, 'id' | 'version'>; move: Move }) =>
        api.write(`${path}/${encodeURIComponent(record.id)}/transitions`, schemas.answer, {
          body: move,
          version: record.version,
        }),
      onSuccess: (moved) => {
        queryClient.setQueryData(['record', plural, moved.id], moved);
        return Promise.all(
          ['records', 'preparation'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
        );
      },
      onError: (error, { record }) =>
        statusOf(error) === 412
          ? Promise.all([
              queryClient.invalidateQueries({ queryKey: ['record', plural, record.id] }),
              queryClient.invalidateQueries({ queryKey: ['records'] }),
            ])
          : undefined,
    });
  }

  return { useList, useLists, useOne, useOpen, useMove };
}
