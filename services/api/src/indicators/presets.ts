import { pageQuery, presetsAnswer } from '@stepup/contracts';
import { presetCatalogue } from '@stepup/warehouse';
import { defineEndpoint } from '../endpoint/endpoint.ts';

/** `GET /v1/presets`: how other tools count, which is short and always comes as one page. */
export const presetsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/presets',
  operationId: 'listPresets',
  summary: 'How other tools count, and why their figures differ',
  description: 'Ways of counting how deals move from stage to stage that can be set beside ours.',
  access: 'catalogue.read',
  query: pageQuery,
  answer: presetsAnswer,
  problems: [],
  async handle() {
    return { kind: 'answer', body: { items: [...presetCatalogue], next_cursor: null } };
  },
});
