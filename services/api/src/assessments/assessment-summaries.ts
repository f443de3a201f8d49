import { assessmentSummariesAnswer, assessmentSummariesQuery, assessmentSummary } from '@stepup/contracts';
import { listAssessmentSummaries, withTenant } from '@stepup/store';
import { defineEndpoint } from '../endpoint/endpoint.ts';

/** `GET /v1/assessment-summaries`. */
export const assessmentSummariesEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/assessment-summaries',
  operationId: 'listAssessmentSummaries',
  summary: 'What a month of coaching looks like from above',
  description:
    'Answers to each criterion in sums of five people or more, by director and of all. Counted once for each pair, on the day after it ' +
    'closes, of what both had signed by then. Small groups are left out, and others with them where a small one could be told by subtraction.',
  access: 'assessment_summaries.read',
  query: assessmentSummariesQuery,
  answer: assessmentSummariesAnswer,
  problems: [],
  async handle({ ports, viewer, query: { month } }) {
    const stored = await withTenant(ports.pool, viewer.tenant, (tx) => listAssessmentSummaries(tx, month));
    const items = stored.map(({ pair, countedAt, content }) => ({
      pair,
      counted_at: countedAt,
      ...assessmentSummary.parse(content),
    }));
    return { kind: 'answer', body: { month, items } };
  },
});
