import type { Warehouse } from '@stepup/warehouse';
import * as z from 'zod';

/** Stops the merges of step facts, or starts them again: what an answer is must not depend on them. */
export function steerMerges(warehouse: Warehouse, verb: 'STOP' | 'START'): Promise<void> {
  const sql = `SYSTEM ${verb} MERGES step_facts`;
  return warehouse.run({ name: 'steer_merges', sql, parameters: z.object({}) }, {});
}
