import { presetAnswer, presetsAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import type { FunnelRequest } from './use-funnel.ts';

/** The ways of counting that can be set beside ours. */
export function usePresets() {
  const api = useApi();
  return useQuery({
    queryKey: ['presets'],
    queryFn: async () => (await api.read('/v1/presets', presetsAnswer, {})).items,
  });
}

/** The steps of a pipeline counted one of these ways; waits while either is not known yet. */
export function usePreset(id: string | null, request: FunnelRequest | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['preset', id, request],
    enabled: id !== null && request !== null,
    placeholderData: (previous) => previous,
    queryFn: () =>
      api.read(`/v1/presets/${id ?? ''}`, presetAnswer, {
        from: request?.from,
        to: request?.to,
        as_of: request?.asOf,
        pipeline: request?.pipeline,
        manager: request?.manager,
      }),
  });
}
