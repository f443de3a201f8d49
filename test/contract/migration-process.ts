/** Migrates the warehouse that it is told of, says what it applied, and ends. */
import { migrateWarehouse } from '@stepup/warehouse';
import * as z from 'zod';
import { tellParent } from '../support/product/tell-parent.ts';

const order = z.object({
  address: z.object({ url: z.string(), username: z.string(), password: z.string(), database: z.string() }),
  leaseSeconds: z.number(),
});

process.once('message', (message: unknown) => {
  const { address, leaseSeconds } = order.parse(message);
  void migrateWarehouse(address, { leaseSeconds }).then((outcome) => tellParent(outcome));
});
