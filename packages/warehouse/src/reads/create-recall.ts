import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const derivedBatches = {
  name: 'derived_batches',
  sql: `SELECT sum(batches) AS batches FROM derivations WHERE tenant = {tenant:String}`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ batches: z.number() }),
};

const mostRemembered = 1_000;

/**
 * Remembers what is worked out of a tenant's facts while they hold: facts change when batches are derived and at no other time, so an
 * answer is kept with the number of batches derived that was read before it. `question` is everything that the answer depends on
 * besides the facts. The oldest give way.
 */
export function createRecall<Answer>() {
  const remembered = new WeakMap<Warehouse, Map<string, Answer>>();
  return async (
    warehouse: Warehouse,
    question: { tenant: string } & Record<string, unknown>,
    work: () => Promise<Answer>,
  ): Promise<Answer> => {
    const [derived] = await warehouse.read(derivedBatches, { tenant: question.tenant });
    const known = remembered.get(warehouse) ?? new Map<string, Answer>();
    remembered.set(warehouse, known);
    const key = JSON.stringify({ ...question, derived });
    const found = known.get(key);
    if (found !== undefined) return found;
    const answer = await work();
    known.set(key, answer);
    const [oldest] = known.keys();
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
