import { proposalsAnswer, recordSchemas, type WishOpening } from '@stepup/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { optionalAnswer } from './optional-answer.ts';

/** What everybody whom the reader may see could work on this month; the first thousand. */
export function useProposals() {
  const api = useApi();
  return useQuery({
    queryKey: ['proposals'],
    queryFn: () => optionalAnswer(api.read('/v1/proposals', proposalsAnswer, { limit: '1000' })),
  });
}

/** One’s own wish for a month. */
export function useOpenWish() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (opening: WishOpening) =>
      api.write('/v1/wishes', recordSchemas.wish.answer, { body: opening }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['proposals'] }),
  });
}

export function useWithdrawWish() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      api.write(`/v1/wishes/${encodeURIComponent(id)}/transitions`, recordSchemas.wish.answer, {
        body: { kind: 'withdraw' },
        version,
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['proposals'] }),
  });
}
