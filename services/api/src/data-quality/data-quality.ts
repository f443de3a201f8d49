import { dataQualityAnswer, dataQualityQuery } from '@stepup/contracts';
import { readDataQuality } from '@stepup/warehouse';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';

const path = '/v1/data-quality';

/** `GET /v1/data-quality`: what is wrong with the data that came from outside. */
export const dataQualityEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listDataQuality',
  summary: 'What is wrong with the data, and what to do about it',
  description: 'Every check with how many records are behind it. For operations.',
  access: 'quality.operate',
  query: dataQualityQuery,
  answer: dataQualityAnswer,
  problems: [],
  async handle(call) {
    const framed = await resolveFrame(path, call);
    if (framed.kind === 'problem') return framed;
    const { ports, viewer } = call;
    const { asOf, profile } = framed.frame;
    const currency = await ports.readCurrency(viewer.tenant, profile);
    const items = await readDataQuality(ports.warehouse, { tenant: viewer.tenant, asOf, currency });
    return { kind: 'answer', body: { items, next_cursor: null, as_of: asOf } };
  },
});
