import type { Board } from './board.ts';
import { funnelIndicators } from './funnel-indicators/board.ts';

export type { Board, BoardSettings } from './board.ts';
export { expandQuery } from './clickhouse/expand-query.ts';
export { generatedSettings, renderBoard } from './render-board.ts';

/** Every board, in the order of its readers: sales operations first. */
export const boards: readonly Board[] = [funnelIndicators];
