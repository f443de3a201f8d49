import { diagnosisRun } from '@stepup/contracts';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { findRun } from './find-run.ts';
import { toRunDto } from './run-dto.ts';

/** `GET /v1/diagnosis-runs/{id}`. */
export const runEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/diagnosis-runs/:id',
  operationId: 'readDiagnosisRun',
  summary: 'One diagnosis run and how far it is',
  description: 'queued, running, done, or failed with the reason in words.',
  access: 'diagnosis.run',
  query: z.strictObject({}),
  answer: diagnosisRun,
  problems: [],
  async handle(call) {
    const found = await findRun(call);
    return found.kind === 'problem' ? found : { kind: 'answer', body: toRunDto(found.run) };
  },
});
