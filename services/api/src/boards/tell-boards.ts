import { instantOfDate } from '@stepup/contracts';
import { type FindingRaising, listFindingRaisings, withTenant } from '@stepup/store';
import { tellShownFindings } from '@stepup/warehouse';
import type { ApiPorts } from '../api-ports.ts';
import { headStartEndsAt } from '../diagnosis/head-start.ts';
import { readShownWhen } from '../diagnosis/read-shown-when.ts';

const findingsAPage = 1_000;

/**
 * Tells boards from when they may show findings: after the head start of the person, and not while that person has paused. Boards show none that
 * they were not told of, so what fails here shows too little until it is tried again.
 *
 * @param only these findings, or those about one person; absent: all of the tenant
 */
export async function tellBoards(
  ports: Pick<ApiPorts, 'pool' | 'warehouse' | 'directory' | 'clock'>,
  tenant: string,
  only: { readonly ids?: readonly string[]; readonly repId?: string } = {},
): Promise<void> {
  const { pool, warehouse, clock } = ports;
  // From before it was read: whoever read later is right, also where they wrote first, as when somebody pauses in the midst of a round.
  const at = instantOfDate(clock.now());
  const { headStart, paused } = await readShownWhen(ports, tenant);
  let after: string | null = null;
  do {
    const asked: Parameters<typeof listFindingRaisings>[1] = { ...only, after, limit: findingsAPage };
    const raised: readonly FindingRaising[] = await withTenant(pool, tenant, (tx) =>
      listFindingRaisings(tx, asked),
    );
    const findings = raised.map(({ id, repId, raisedAt }) => ({
      findingId: id,
      shownFrom: paused.has(repId) ? null : headStartEndsAt(raisedAt, headStart),
    }));
    await tellShownFindings(warehouse, tenant, { findings, at });
    after = raised.length < findingsAPage ? null : (raised.at(-1)?.id ?? null);
  } while (after !== null);
}
