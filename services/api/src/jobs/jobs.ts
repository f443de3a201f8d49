import { jobsAnswer } from '@stepup/contracts';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';

/** `GET /v1/jobs`. */
export const jobsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/jobs',
  operationId: 'listJobs',
  summary: 'How the background work stands',
  description:
    'Jobs of each kind by state, over all tenants, as one page: what piles up and what failed for good. What a single diagnosis run came ' +
    'to stands in /v1/diagnosis-runs, and in stepup_jobs of /metrics the same counts.',
  access: 'jobs.operate',
  query: z.strictObject({}),
  answer: jobsAnswer,
  problems: [],
  async handle({ ports }) {
    const items = [...(await ports.jobs.stats())];
    return { kind: 'answer', body: { items, next_cursor: null } };
  },
});
