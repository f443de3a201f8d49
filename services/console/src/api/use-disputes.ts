import { type DisputeMove, type DisputeOpening, recordSchemas } from '@stepup/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

const { answer } = recordSchemas.dispute;

/** The person says that something about them is not right. */
export function useOpenDispute() {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (opening: DisputeOpening) => api.write('/v1/disputes', answer, { body: opening }),
    onSettled: refresh,
  });
}

/** Answers a dispute, or withdraws it. */
export function useMoveDispute() {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, version, move }: { id: string; version: number; move: DisputeMove }) =>
      api.write(`/v1/disputes/${encodeURIComponent(id)}/transitions`, answer, { body: move, version }),
    onSettled: refresh,
  });
}

function useRefresh() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(['diagnoses', 'records'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
}
