import type { UnsentEvent } from '@stepup/store';
import type { ApiPorts } from '../api-ports.ts';
import { tellBoards } from '../boards/tell-boards.ts';

const entity = /^finding\/([0-9a-f-]{36})$/;

/** Tells boards from when to show the findings that events tell of. */
export async function tellOfFindings(
  ports: Pick<ApiPorts, 'pool' | 'warehouse' | 'directory' | 'clock'>,
  events: readonly UnsentEvent[],
): Promise<void> {
  for (const [tenant, ofTenant] of Map.groupBy(events, (event) => event.tenant)) {
    const ids = new Set(ofTenant.flatMap((event) => entity.exec(event.entity)?.[1] ?? []));
    if (ids.size > 0) await tellBoards(ports, tenant, { ids: [...ids] });
  }
}
