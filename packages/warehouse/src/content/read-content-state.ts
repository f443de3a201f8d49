import { contentKinds, type Instant } from '@stepup/contracts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { readContentSwitches } from './content-switches.ts';

/** Where a switch stands now, and by what agreement. */
export interface ContentState {
  kind: (typeof contentKinds)[number];
  is_on: boolean;
  since: Instant | null;
  switched_by: string | null;
  agreement: string | null;
  agreed_on: string | null;
}

/** The switches of a tenant as last turned; one that never was is off. */
export async function readContentState(warehouse: Warehouse, tenant: string): Promise<ContentState[]> {
  const { turns } = await readContentSwitches(warehouse, tenant);
  return contentKinds.map((kind) => {
    const last = turns.findLast((turn) => turn.kind === kind);
    return {
      kind,
      is_on: last?.isOn ?? false,
      since: last?.from ?? null,
      switched_by: last?.switchedBy ?? null,
      agreement: last === undefined || last.agreement === '' ? null : last.agreement,
      agreed_on: last === undefined || last.agreedOn === '' ? null : last.agreedOn,
    };
  });
}
