import { diagnosisRunsAnswer, instantOfDate, pageQuery } from '@stepup/contracts';
import { listRuns, withTenant } from '@stepup/store';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { resolveStoreCursor, toNextCursor } from './store-cursor.ts';
import { toRunDto } from './run-dto.ts';

const path = '/v1/diagnosis-runs';

/** `GET /v1/diagnosis-runs`. */
export const runsEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listDiagnosisRuns',
  summary: 'Diagnosis runs, newest first',
  description: 'Looks (kind look) and runs that somebody or the night asked for (kind on_demand).',
  access: 'diagnosis.run',
  query: pageQuery,
  answer: diagnosisRunsAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query } = call;
    const began = resolveStoreCursor(path, call);
    if (began.kind === 'problem') return began;
    const page = await withTenant(ports.pool, viewer.tenant, (tx) =>
      listRuns(tx, { limit: query.limit, cursor: began.cursor }),
    );
    if (page.kind === 'invalid_cursor')
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    const asOf = instantOfDate(ports.clock.now());
    const next_cursor = toNextCursor(path, call, page.nextCursor, asOf);
    return { kind: 'answer', body: { items: page.items.map(toRunDto), next_cursor } };
  },
});
