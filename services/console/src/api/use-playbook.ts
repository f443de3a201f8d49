import { playbookAnswer, playbookCheck, playbooksAnswer } from '@stepup/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** A version of the playbook; `current` is the newest. */
export function usePlaybook(version: number | 'current') {
  const api = useApi();
  return useQuery({
    queryKey: ['playbook', version],
    queryFn: () => api.read(`/v1/playbooks/${version}`, playbookAnswer),
  });
}

/** Every version, the newest first. */
export function usePlaybookVersions() {
  const api = useApi();
  return useQuery({
    queryKey: ['playbook-versions'],
    queryFn: async () => (await api.read('/v1/playbooks', playbooksAnswer, { limit: '100' })).items,
  });
}

/** What is wrong with a text, and what it would change; the last answer stays until the next is there. */
export function usePlaybookCheck(text: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['playbook-check', text],
    placeholderData: keepPreviousData,
    queryFn: () => api.write('/v1/playbooks/checks', playbookCheck, { body: { text } }),
  });
}

/** Writes a new version, made from the one of that number. */
export function useSavePlaybook() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ text, version }: { text: string; version: number }) =>
      api.write('/v1/playbooks/current', playbookAnswer, { method: 'PUT', body: { text }, version }),
    onSuccess: (saved) => {
      queryClient.setQueryData(['playbook', 'current'], saved);
      return Promise.all(
        ['playbook-versions', 'playbook-check', 'skills'].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  });
}
