import { type LeverModel, prepareLevers } from '@stepup/diagnosis';
import { readWonDeals, type Warehouse } from '@stepup/warehouse';
import type { DiagnosedTeam } from './diagnose-tenant.ts';
import { toStepKey } from './step-key.ts';

/** As many won deals as are worth averaging over. */
const wonDays = 365;

/** What better rates of a team's people would be worth: its skills drawn, what is under way, what a won deal brings. */
export async function prepareTeamLevers(
  warehouse: Warehouse,
  { moment, team, diagnosis }: DiagnosedTeam,
): Promise<LeverModel> {
  const { tenant, asOf, currency } = moment;
  const personIds = [...new Set([...team.repIds, ...diagnosis.fits.flatMap(({ step }) => step.repIds)])];
  const wonDeals = await readWonDeals(warehouse, { tenant, asOf, currency, days: wonDays, personIds });
  const chains = moment.pipelines.map(({ pipelineId, horizons }) =>
    [...horizons.keys()].map((stageId) => toStepKey({ pipelineId, stageId })),
  );
  return prepareLevers({ diagnosis, chains, wonDeals });
}
