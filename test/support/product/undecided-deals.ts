/** A tenant of two steps with five deals, all of which still stand where they came in. */
export async function sendUndecidedDeals(url: string, token: string): Promise<void> {
  const event = (id: string, type: string, data: Record<string, unknown>) => ({
    specversion: '1.0',
    id,
    source: 'undecided',
    type,
    time: '2026-01-05T09:00:00Z',
    data,
  });
  const stages = [
    { stage_id: 'first', name: 'First', position: 1 },
    { stage_id: 'second', name: 'Second', position: 2 },
    { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
    { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
  ];
  const deals = ['1', '2', '3', '4', '5'].map((deal) =>
    event(`deal-${deal}`, 'sales.deal.changed.v1', {
      deal_id: deal,
      pipeline_id: 'p',
      stage_id: 'first',
      owner_id: 'ada',
    }),
  );
  const response = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/cloudevents-batch+json',
    },
    body: JSON.stringify([
      event('pipeline', 'sales.pipeline.defined.v1', { pipeline_id: 'p', name: 'P', stages }),
      ...deals,
    ]),
  });
  if (response.status !== 202)
    throw new Error(`events answered ${response.status}: ${await response.text()}`);
}
