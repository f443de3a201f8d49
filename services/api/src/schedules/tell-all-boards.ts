import { tellBoards } from '../boards/tell-boards.ts';
import { eachTenant } from './each-tenant.ts';
import type { SchedulePorts } from './schedule-ports.ts';

/** Tells boards of what changed without an event of its finding: another head start, other holidays, a pause while the warehouse was away. */
export async function tellAllBoards(ports: SchedulePorts, signal: AbortSignal): Promise<void> {
  await eachTenant(ports, signal, 'boards could not be told from when to show findings', (tenant) =>
    tellBoards(ports, tenant),
  );
}
