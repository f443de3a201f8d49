import type { BusMessage } from '@stepup/event-bus';

const stages = ['new', 'qualified', 'offer', 'negotiation'];
const startMs = Date.UTC(2026, 0, 1);

/** Events of one tenant as messages, five a deal: three moves, a call and a mail; the first ones define its pipeline and people. */
export function* mixedEvents(
  tenant: string,
  count: number,
  receivedAt: string,
): Generator<BusMessage, undefined> {
  const message = (subject: string, type: string, id: string, timeMs: number, data: object): BusMessage => ({
    key: JSON.stringify([tenant, subject]),
    value: JSON.stringify({
      specversion: '1.0',
      id,
      source: 'bench',
      type,
      time: new Date(timeMs).toISOString(),
      tenant,
      subject,
      data,
    }),
    headers: { receivedat: receivedAt },
  });
  const definition = {
    pipeline_id: 'sales',
    name: 'Sales',
    stages: [
      ...stages.map((stage, index) => ({ stage_id: stage, name: stage, position: index + 1 })),
      { stage_id: 'won', name: 'Won', position: 5, outcome: 'won' },
    ],
  };
  yield message('pipeline/sales', 'sales.pipeline.defined.v1', 'pipeline', startMs, definition);
  for (let nth = 1; nth < count; nth += 1) {
    const deal = Math.floor((nth - 1) / 5);
    const step = (nth - 1) % 5;
    const dealId = `deal-${deal}`;
    const repId = `rep-${deal % 50}`;
    const timeMs = startMs + (deal % 5_000) * 60_000 + step * 86_400_000;
    if (step < 3) {
      const data = {
        deal_id: dealId,
        pipeline_id: 'sales',
        stage_id: stages[step],
        owner_id: repId,
        amount: 1_000 + deal,
      };
      yield message(`deal/${dealId}`, 'sales.deal.changed.v1', `m-${deal}-${step}`, timeMs, data);
    } else {
      const kind = step === 3 ? 'call' : 'email';
      const activityId = `${kind}-${deal}`;
      const data = { activity_id: activityId, kind, direction: 'outbound', rep_id: repId, deal_id: dealId };
      yield message(`activity/${activityId}`, 'sales.activity.logged.v1', `a-${deal}-${step}`, timeMs, data);
    }
  }
  return undefined;
}
