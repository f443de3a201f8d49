export {
  diagnoseOneTeam,
  diagnoseTenant,
  type DiagnosedTeam,
  type DiagnosisScope,
  type TeamMethod,
} from './diagnose-tenant.ts';
export { explainCell, type FittingGap } from './explain-cell.ts';
export { openEpisodes } from './episode-source.ts';
export { readMoment } from './moment.ts';
export { choosePeersOf } from './teams.ts';
export { toDays } from './to-days.ts';
export { fromStepKey, toStepKey } from './step-key.ts';
export { prepareTeamLevers } from './prepare-team-levers.ts';
export { toGain } from './to-gain.ts';
