import { calendarAnswer, personExport, reminderAnswer } from '@stepup/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import { useApi } from './api-context.tsx';

type Digest = z.output<typeof reminderAnswer>['digest'];

/** The reader's calendar address: whether there is one, and making, replacing or revoking it. */
export function useCalendar(personId: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  const path = `/v1/people/${encodeURIComponent(personId)}/calendar`;
  const queryKey = ['calendar', personId];
  const state = useQuery({ queryKey, queryFn: () => api.read(path, calendarAnswer) });
  const set = useMutation({
    mutationFn: (on: boolean) => api.write(path, calendarAnswer, { method: 'PUT', body: { on } }),
    // The address itself is kept by the mutation alone: it is shown once.
    onSuccess: (made) => queryClient.setQueryData(queryKey, { ...made, address: null }),
  });
  return { state, set };
}

/** How often the reader is reminded by mail. */
export function useReminders(personId: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  const path = `/v1/people/${encodeURIComponent(personId)}/reminders`;
  const queryKey = ['reminders', personId];
  const state = useQuery({ queryKey, queryFn: () => api.read(path, reminderAnswer) });
  const set = useMutation({
    mutationFn: (digest: Digest) => api.write(path, reminderAnswer, { method: 'PUT', body: { digest } }),
    onSuccess: (kept) => queryClient.setQueryData(queryKey, kept),
  });
  return { state, set };
}

/** Everything that is recorded about the reader, read when it is asked for. */
export function usePersonExport(personId: string) {
  const api = useApi();
  return useMutation({
    mutationFn: () => api.read(`/v1/people/${encodeURIComponent(personId)}/export`, personExport),
  });
}
