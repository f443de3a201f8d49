import type { Instant } from '@stepup/contracts';
import { MODEL_VERSION, rankLevers, type RepLevers } from '@stepup/diagnosis';
import {
  type DiagnosedTeam,
  diagnoseTenant,
  prepareTeamLevers,
  type TeamMethod,
} from '@stepup/tenant-diagnosis';
import { listLookMoments, readFirstEntry, readTenantProfile, type Warehouse } from '@stepup/warehouse';
import { type TeamCells, type Tracked, trackLook } from './track-looks.ts';

/** Where a replay has got to. */
export interface ReplayStep {
  readonly done: number;
  readonly total: number;
  readonly tracked: Tracked;
  /** The look just taken: every cell of every team. */
  readonly teams: readonly TeamCells[];
  /** What better rates are worth to each rep, by rep; of the last look alone. */
  readonly levers: ReadonlyMap<string, LeversOfRep>;
}

/** A rep's levers, with the currency of their values. */
export interface LeversOfRep {
  readonly levers: RepLevers;
  readonly currency: string | null;
}

/** Looks further back are left out: a finding that nothing has raised or cleared for so long has long been acted upon. */
const mostLooks = 60;

/**
 * Takes every month-end look from the first entry up to `asOf` anew, from the events as they are known now: so the state
 * is a function of the events, and late ones heal it. Gives nothing where no month has ended yet. A team that the method fails on passes
 * that look in silence.
 */
export async function* replayLooks(
  warehouse: Warehouse,
  scope: { readonly tenant: string; readonly asOf: Instant },
  method: TeamMethod = {},
): AsyncGenerator<ReplayStep> {
  const { tenant, asOf } = scope;
  const after = await readFirstEntry(warehouse, tenant);
  if (after === null) return;
  const { timeZone } = await readTenantProfile(warehouse, tenant);
  const moments = listLookMoments({ after, asOf, timeZone, most: mostLooks });
  let tracked: Tracked = new Map();
  for (const [index, at] of moments.entries()) {
    const teams: TeamCells[] = [];
    const levers = new Map<string, LeversOfRep>();
    const isLast = index === moments.length - 1;
    const look = { tenant, asOf: at, windowDays: null };
    for await (const diagnosed of diagnoseTenant(warehouse, look, method)) {
      const { team, diagnosis } = diagnosed;
      teams.push({ teamKey: team.key, cells: diagnosis.cells });
      if (isLast)
        for (const [repId, ranked] of await rankTeam(warehouse, diagnosed)) levers.set(repId, ranked);
    }
    tracked = trackLook(tracked, { at, modelVersion: MODEL_VERSION, teams });
    yield { done: index + 1, total: moments.length, tracked, teams, levers };
  }
}

/** The levers of everybody in a team: what findings are ordered by, and what the month's proposals start from. */
export async function rankTeam(
  warehouse: Warehouse,
  diagnosed: DiagnosedTeam,
): Promise<Map<string, LeversOfRep>> {
  const model = await prepareTeamLevers(warehouse, diagnosed);
  const { currency } = diagnosed.moment;
  return new Map(
    diagnosed.team.repIds.map((repId) => [repId, { levers: rankLevers(model, repId), currency }]),
  );
}
