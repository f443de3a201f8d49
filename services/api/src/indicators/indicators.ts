import { indicatorsAnswer, pageQuery } from '@stepup/contracts';
import { indicatorCatalogue } from '@stepup/warehouse';
import { defineEndpoint } from '../endpoint/endpoint.ts';

/** `GET /v1/indicators`: the catalogue, which is short and always comes as one page. */
export const indicatorsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/indicators',
  operationId: 'listIndicators',
  summary: 'What can be measured, and what each number means',
  description: 'Every indicator with the question it answers, its unit, definition, basis and groupings.',
  access: 'catalogue.read',
  query: pageQuery,
  answer: indicatorsAnswer,
  problems: [],
  async handle() {
    return { kind: 'answer', body: { items: [...indicatorCatalogue], next_cursor: null } };
  },
});
