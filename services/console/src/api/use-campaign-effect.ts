import { campaignEffectAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** What is told of a campaign, with its earlier versions; asked anew when the campaign has moved. */
export function useCampaignEffect(campaignId: string, version: number) {
  const api = useApi();
  return useQuery({
    queryKey: ['campaign-effect', campaignId, version],
    queryFn: () => api.read(`/v1/campaigns/${encodeURIComponent(campaignId)}/effect`, campaignEffectAnswer),
  });
}
