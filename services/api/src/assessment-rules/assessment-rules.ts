import {
  assessmentPairs,
  assessmentRulesAnswer,
  assessmentRulesListAnswer,
  assessmentRulesQuery,
} from '@stepup/contracts';
import { getAssessmentRules, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { readPair, toRulesDto } from './rules-dto.ts';

/** `GET /v1/assessment-rules`. */
export const assessmentRulesListEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/assessment-rules',
  operationId: 'listAssessmentRules',
  summary: 'By which rules each pair looks back on a month',
  description: 'The current version of rep and manager, manager and director, director and board.',
  access: 'catalogue.read',
  query: z.strictObject({}),
  answer: assessmentRulesListAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    const { timeZone } = await ports.directory.read(viewer.tenant);
    const items = await withTenant(ports.pool, viewer.tenant, async (tx) => {
      const found = [];
      for (const pair of assessmentPairs)
        found.push(toRulesDto(pair, await getAssessmentRules(tx, pair, 'current'), timeZone));
      return found;
    });
    return { kind: 'answer', body: { items } };
  },
});

/** `GET /v1/assessment-rules/{pair}`. */
export const assessmentRulesEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/assessment-rules/:pair',
  operationId: 'readAssessmentRules',
  summary: 'The rules of one pair, or an earlier version of them',
  description:
    'Without version the newest; 0 is the one that comes with the product. A version counts from the month after the one it was ' +
    'written in. ETag carries the version that a change names in If-Match.',
  access: 'catalogue.read',
  query: assessmentRulesQuery,
  answer: assessmentRulesAnswer,
  problems: [],
  async handle({ ports, viewer, query, pathParameters }) {
    const pair = readPair(pathParameters['pair']);
    if (pair === null) return { kind: 'problem', code: 'not_found' };
    const { version } = query;
    const { timeZone } = await ports.directory.read(viewer.tenant);
    const written =
      version === 0
        ? null
        : await withTenant(ports.pool, viewer.tenant, (tx) =>
            getAssessmentRules(tx, pair, version === undefined ? 'current' : { version }),
          );
    if (written === null && version !== undefined && version !== 0)
      return { kind: 'problem', code: 'not_found' };
    const body = toRulesDto(pair, written, timeZone);
    return { kind: 'answer', body, version: body.version };
  },
});
