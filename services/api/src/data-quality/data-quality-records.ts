import { dataQualityCheckIds, dataQualityRecordsAnswer, dataQualityRecordsQuery } from '@stepup/contracts';
import { readDataQualityRecords } from '@stepup/warehouse';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { writeCursor } from '../lists/cursor.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';

/** `GET /v1/data-quality/{id}`: the records behind a check. */
export const dataQualityRecordsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/data-quality/:id',
  operationId: 'listDataQualityRecords',
  summary: 'The records behind a check of the data',
  description:
    'Deals, activities, people or sources, sorted by id, each with what was found. For operations.',
  access: 'quality.operate',
  query: dataQualityRecordsQuery,
  answer: dataQualityRecordsAnswer,
  problems: ['not_found'],
  async handle(call) {
    const { ports, viewer, query, rawQuery, pathParameters } = call;
    const check = dataQualityCheckIds.find((known) => known === pathParameters['id']);
    if (check === undefined) {
      return { kind: 'problem', code: 'not_found', detail: 'There is no check with this id.' };
    }
    const path = `/v1/data-quality/${check}`;
    const framed = await resolveFrame(path, call);
    if (framed.kind === 'problem') return framed;
    const { asOf, profile, after } = framed.frame;
    const { tenant } = viewer;
    const currency = await ports.readCurrency(tenant, profile);
    const scope = { tenant, asOf, currency, check, limit: query.limit, after };
    const { items, next } = await readDataQualityRecords(ports.warehouse, scope);
    const cursor = next === null ? null : writeCursor({ after: next, asOf }, { path, tenant, rawQuery });
    return { kind: 'answer', body: { items, next_cursor: cursor, check, as_of: asOf } };
  },
});
