import type { Instant } from '@stepup/contracts';
import { MODEL_VERSION } from '@stepup/diagnosis';
import { listLookMoments, readFirstEntry, readTenantProfile, type Warehouse } from '@stepup/warehouse';
import { diagnoseTenant, type TeamCells } from '../cells/diagnose-tenant.ts';
import { type Tracked, trackLook } from './track-looks.ts';

/** Where a replay has got to. */
export interface ReplayStep {
  readonly done: number;
  readonly total: number;
  readonly tracked: Tracked;
  /** The look just taken: every cell of every team. */
  readonly teams: readonly TeamCells[];
}

/** Looks further back are left out: a finding that nothing has raised or cleared for so long has long been acted upon. */
const mostLooks = 60;

/**
 * Takes every month-end look from the first entry up to `asOf` anew, from the events as they are known now: so the state
 * is a function of the events, and late ones heal it. Gives nothing where no month has ended yet.
 */
export async function* replayLooks(
  warehouse: Warehouse,
  scope: { readonly tenant: string; readonly asOf: Instant },
): AsyncGenerator<ReplayStep> {
  const { tenant, asOf } = scope;
  const after = await readFirstEntry(warehouse, tenant);
  if (after === null) return;
  const { timeZone } = await readTenantProfile(warehouse, tenant);
  const moments = listLookMoments({ after, asOf, timeZone, most: mostLooks });
  let tracked: Tracked = new Map();
  for (const [index, at] of moments.entries()) {
    const teams: TeamCells[] = [];
    for await (const team of diagnoseTenant(warehouse, { tenant, asOf: at, windowDays: null }))
      teams.push(team);
    tracked = trackLook(tracked, { at, modelVersion: MODEL_VERSION, teams });
    yield { done: index + 1, total: moments.length, tracked, teams };
  }
}
