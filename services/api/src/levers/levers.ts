import { type LeversAnswer, leversAnswer, leversQuery } from '@stepup/contracts';
import { DEFAULT_DILUTION, rankLevers, type RepLevers } from '@stepup/diagnosis';
import { fromStepKey } from '@stepup/tenant-diagnosis';
import { leverSentence, noLeverSentence } from '@stepup/wording/lever-sentences';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';
import { toChangeDto } from './change-dto.ts';
import { findRepModel, type RepModel } from './find-rep-model.ts';
import { stepNames } from './step-names.ts';

const path = '/v1/reps/:id/levers';

/** `GET /v1/reps/{id}/levers`. */
export const leversEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listLevers',
  summary: 'Where a better rate would pay most',
  description:
    'The steps of one rep by what lifting each to its target would be worth: won value and won deals a month in the steady ' +
    'state, and within the next 13 weeks. The step with the lowest rate is not the best lever as such. Computed from the ' +
    'events up to the moment; the same events give the same answer.',
  access: 'findings.read',
  query: leversQuery,
  answer: leversAnswer,
  problems: [],
  async handle(call) {
    const { query } = call;
    const { dilution: _dilution, target: _target, ...timed } = query;
    const framed = await resolveFrame(path, { ...call, query: timed });
    if (framed.kind === 'problem') return framed;
    const found = await findRepModel(call, framed.frame);
    if (found.kind === 'problem') return found;
    const dilution = query.dilution ?? DEFAULT_DILUTION;
    const ranked = rankLevers(found.model.levers, found.repId, {
      dilution,
      ...(query.target === undefined ? {} : { target: query.target }),
    });
    return { kind: 'answer', body: { ...toLeversDto(ranked, found), dilution } };
  },
});

function toLeversDto(ranked: RepLevers, found: RepModel): Omit<LeversAnswer, 'dilution'> {
  const frame = {
    rep_id: found.repId,
    as_of: found.asOf,
    freshness: found.freshness,
    gain_level: 0.8 as const,
    next_cursor: null,
  };
  if (ranked.kind !== 'ranked') {
    const lack = ranked.kind === 'not_enough_data' ? { have: ranked.have, need: ranked.need } : null;
    const sentence = noLeverSentence(ranked.kind, lack);
    return { ...frame, items: [], verdict: ranked.kind, lack, target: null, sentence };
  }
  const items = ranked.levers.map((lever) => ({
    ...toChangeDto(lever.step, lever, found.currency),
    probability_best: lever.probabilityBest,
    probability_best_this_quarter: lever.probabilityBestThisQuarter,
  }));
  const nameOf = stepNames(found.profile);
  const [first, second] = ranked.levers.map((lever, index) => {
    const { pipelineId, stageId } = fromStepKey(lever.step);
    const gain = items[index]?.gain;
    if (gain === undefined) throw new Error(`${lever.step} has no gain`);
    return { step: nameOf(pipelineId, stageId), gain, probabilityBest: lever.probabilityBest };
  });
  if (first === undefined) throw new Error('levers are ranked, and there is none');
  return {
    ...frame,
    items,
    verdict: ranked.verdict,
    lack: null,
    target: ranked.targetKind,
    sentence: leverSentence(first, second ?? null, ranked.verdict),
  };
}
