import { whatIfAnswer, whatIfRequest } from '@stepup/contracts';
import { answerWhatIf, DEFAULT_DILUTION, type WhatIfQuestion } from '@stepup/diagnosis';
import { toStepKey } from '@stepup/tenant-diagnosis';
import { gainSentence } from '@stepup/wording/lever-sentences';
import { defineWrite, invalidBody } from '../endpoint/define-write.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';
import { resolvePipeline } from '../questions/resolve-pipeline.ts';
import { toChangeDto } from './change-dto.ts';
import { findRepModel } from './find-rep-model.ts';

const path = '/v1/reps/:id/what-if';

/** `POST /v1/reps/{id}/what-if`: changes nothing. */
export const whatIfEndpoint = defineWrite({
  path,
  operationId: 'askWhatIf',
  summary: 'What another rate at one step would bring',
  description:
    'With rate, or with the target that the levers use. Changes nothing. A lower rate than today’s gives a loss; dilution is ' +
    'the share of the plain gain that is counted, because rescued deals convert worse later on.',
  access: 'findings.read',
  body: whatIfRequest,
  status: 200,
  needsVersion: false,
  answer: whatIfAnswer,
  problems: ['pipeline_required'],
  async handle(call) {
    const { body } = call;
    const change = toChange(body);
    if (change === null)
      return invalidBody([{ path: '/rate', message: 'or target must be given, and not both' }]);
    const query = body.as_of === undefined ? {} : { as_of: body.as_of };
    const framed = await resolveFrame(path, { ...call, query });
    if (framed.kind === 'problem') return framed;
    const pipeline = resolvePipeline(framed.frame.profile.pipelines, body.pipeline_id);
    if (pipeline.kind === 'problem') return pipeline;
    const found = await findRepModel(call, framed.frame);
    if (found.kind === 'problem') return found;
    if (pipeline.kind === 'none_defined')
      return { kind: 'problem', code: 'not_found', detail: 'No pipeline is defined yet.' };
    const { pipelineId } = pipeline;
    const dilution = body.dilution ?? DEFAULT_DILUTION;
    const step = toStepKey({ pipelineId, stageId: body.stage_id });
    const answered = answerWhatIf(found.model.levers, { repId: found.repId, step, change, dilution });
    if (answered.kind === 'out_of_range') {
      const message =
        answered.field === 'rate' ? 'must be above 0 and below 1' : 'must be above 0 and at most 1';
      return invalidBody([{ path: `/${answered.field}`, message }]);
    }
    const frame = {
      rep_id: found.repId,
      as_of: found.asOf,
      freshness: found.freshness,
      gain_level: 0.8 as const,
      dilution,
    };
    if (answered.kind !== 'estimated') {
      const sentence =
        answered.kind === 'step_not_measured'
          ? 'Nobody of the team has deals at this step.'
          : 'No deal is under way and none comes in, so no other rate would change anything.';
      return { kind: 'answer', body: { ...frame, verdict: answered.kind, change: null, sentence } };
    }
    const dto = toChangeDto(step, answered, found.currency);
    return {
      kind: 'answer',
      body: { ...frame, verdict: 'estimated' as const, change: dto, sentence: gainSentence(dto.gain) },
    };
  },
});

function toChange({
  rate,
  target,
}: {
  rate?: number;
  target?: 'team_upper_quartile' | 'own_best';
}): WhatIfQuestion['change'] | null {
  if (rate !== undefined && target === undefined) return { kind: 'rate', rate };
  if (target !== undefined && rate === undefined) return { kind: 'target', target };
  return null;
}
