import * as z from 'zod';
import type { HttpInstance } from '../contract/http-instance.ts';

export const releaseTenant = 'acme';

const someRows = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });
const somePipelines = z.object({ items: z.array(z.object({ pipeline_id: z.string() })).min(1) });
const somePlans = z.object({
  items: z.array(z.object({ id: z.string(), state: z.string(), version: z.number(), skill: z.unknown() })),
});

const indicators = [
  'entered',
  'advanced',
  'lost',
  'open',
  'time_in_step',
  'win_rate',
  'won_deals',
  'activities',
];

/** What a release answers about the recorded product: what every later one has to answer too, more fields allowed. */
export async function readReleaseAnswers(product: HttpInstance): Promise<Record<string, unknown>> {
  const get = async (address: string, person = 'ops-1') => {
    const answer = await product.get(
      releaseTenant,
      address,
      await product.tokenOf(releaseTenant, { person }),
    );
    if (answer.status !== 200) throw new Error(`${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const [first] = somePipelines.parse(await get('/v1/pipelines')).items;
  const pipeline = encodeURIComponent(first?.pipeline_id ?? '');
  const scope = `from=2020-01-01&to=2026-06-01&as_of=2026-06-01T00:00:00Z&pipeline=${pipeline}`;
  const answers: Record<string, unknown> = {};
  for (const address of [
    `/v1/funnel?${scope}&by=rep`,
    ...indicators.map((id) => `/v1/indicators/${id}?${scope}`),
  ]) {
    answers[address] = someRows.parse(await get(address)).rows;
  }
  answers['/v1/plans'] = somePlans.parse(await get('/v1/plans', 'mia')).items;
  return answers;
}
