import { type DiagnosisCell as DiagnosisCellDto, diagnosisCellsAnswer, pageQuery } from '@stepup/contracts';
import { type DiagnosisCell, listCells, listPausedReps, withTenant } from '@stepup/store';
import { narrowList } from '../access/narrow-question.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { findRun } from './find-run.ts';
import { resolveStoreCursor, toNextCursor } from './store-cursor.ts';

const path = '/v1/diagnosis-runs/:id/cells';

/** `GET /v1/diagnosis-runs/{id}/cells`. */
export const cellsEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listDiagnosisCells',
  summary: 'Every rep × step of a diagnosis run',
  description:
    'This look alone, uncapped: rate is the posterior mean, typical that of a typical colleague with the same leads, n ' +
    'the exposure. Of people the reader may see; empty until the run is done. Sorted by pipeline, stage and rep.',
  access: 'findings.read',
  query: pageQuery,
  answer: diagnosisCellsAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query, pathParameters } = call;
    const found = await findRun(call);
    if (found.kind === 'problem') return found;
    const narrowed = narrowList(viewer, {});
    if (narrowed.kind === 'not_found') return { kind: 'problem', code: 'not_found' };
    if (narrowed.kind === 'forbidden') return { kind: 'problem', code: 'forbidden', detail: narrowed.detail };
    const runPath = path.replace(':id', pathParameters['id'] ?? '');
    const began = resolveStoreCursor(runPath, call);
    if (began.kind === 'problem') return began;
    const { id: runId, asOf } = found.run;
    const repIds = narrowed.reps === 'all' ? {} : { repIds: narrowed.reps };
    const { page, paused } = await withTenant(ports.pool, viewer.tenant, async (tx) => ({
      page: await listCells(tx, { runId, limit: query.limit, cursor: began.cursor, ...repIds }),
      paused: await listPausedReps(tx),
    }));
    if (page.kind === 'invalid_cursor')
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    return {
      kind: 'answer',
      body: {
        items: page.items
          .filter(({ repId }) => repId === viewer.personId || !paused.has(repId))
          .map(toCellDto),
        next_cursor: toNextCursor(runPath, call, page.nextCursor, asOf),
        as_of: asOf,
        interval_level: 0.9 as const,
        gain_level: 0.8 as const,
      },
    };
  },
});

function toCellDto(cell: DiagnosisCell): DiagnosisCellDto {
  const { interval, gain, lack } = cell;
  return {
    rep_id: cell.repId,
    pipeline_id: cell.pipelineId,
    stage_id: cell.stageId,
    state: cell.state,
    n: cell.n,
    mature: cell.mature,
    raw_rate: cell.rawRate,
    rate: cell.rate,
    interval: interval === null ? null : [interval.low, interval.high],
    typical: cell.typical,
    p_gap: cell.pGap,
    lfsr: cell.lfsr,
    tier: cell.tier,
    detectable_gap: cell.detectableGap,
    gain,
    lack: lack === null ? null : { have: lack.have, need: lack.need, expected_on: lack.expectedOn },
    horizon_days: cell.horizonDays,
    horizon_source: toHorizonSource(cell.horizonSource),
    window_days: cell.windowDays,
    notes: [...cell.notes],
  };
}

function toHorizonSource(source: string): DiagnosisCellDto['horizon_source'] {
  switch (source) {
    case 'stage':
    case 'recent_advances':
    case 'all_advances':
    case 'fallback':
      return source;
    default:
      throw new Error(`no horizon of a diagnosis comes from ${source}`);
  }
}
