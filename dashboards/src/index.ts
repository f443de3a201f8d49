import type { Board } from './board.ts';
import { coachingAndQuotaImpact } from './coaching/board.ts';
import { funnelIndicators } from './funnel-indicators/board.ts';
import { pipelineHealth } from './pipeline-health/board.ts';
import { skillGaps } from './skill-gaps/board.ts';

export { alertRules } from './alerts/alert-rules.ts';
export { renderAlertRules } from './alerts/render-alert-rules.ts';
export type { Board, BoardSettings } from './board.ts';
export { expandQuery } from './clickhouse/expand-query.ts';
export { generatedSettings, renderBoard } from './render-board.ts';

/** Every board, in the order of its readers: sales operations, managers, directors, operations of the product. */
export const boards: readonly Board[] = [funnelIndicators, skillGaps, coachingAndQuotaImpact, pipelineHealth];
