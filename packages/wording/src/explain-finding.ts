import type { Diagnosis, FrozenGrounds } from '@stepup/contracts';
import { countSentence, detectableSentence, surenessSentence } from './finding-sentences.ts';
import {
  contextSentence,
  explanationSentence,
  hypothesisSentence,
  stageUseSentence,
} from './grounds-sentences.ts';
import { leverSentence } from './lever-sentences.ts';
import { horizonSentence, noteSentence } from './note-sentences.ts';
import { formatRange } from './numbers.ts';
import type { Subject } from './subject.ts';

/** One sentence of an explanation and what it is about. */
export interface ExplainingSentence {
  readonly about:
    | 'count'
    | 'sureness'
    | 'range'
    | 'context'
    | 'stage_use'
    | 'hypothesis'
    | 'explanation'
    | 'lever'
    | 'power'
    | 'horizon'
    | 'note';
  readonly text: string;
}

/**
 * A finding in words, in the order in which it is told: counts, how sure, the range; then what else may be behind it, context and
 * stages before skill; the lever; what these deals could have shown. `stepName` names a stage like `Proposal → Negotiation`.
 */
export function explainFinding(
  finding: Diagnosis,
  subject: Subject,
  stepName: (pipelineId: string, stageId: string) => string,
): ExplainingSentence[] {
  const { evidence, tier, rate, typical, p_gap: probabilityOfGap } = finding;
  const numbers = { tier, mature: evidence.mature, rate, typical, probabilityOfGap };
  const { grounds } = evidence;
  return [
    { about: 'count', text: countSentence(subject, numbers) },
    { about: 'sureness', text: surenessSentence(numbers) },
    {
      about: 'range',
      text: `The true rate lies between ${formatRange(finding.interval)} about 9 times in 10.`,
    },
    ...(grounds === undefined ? [] : explainGrounds(grounds, finding.pipeline_id, stepName)),
    { about: 'power', text: detectableSentence(finding) },
    { about: 'horizon', text: horizonSentence(evidence.horizon_days, evidence.horizon_source) },
    ...evidence.notes.map((note) => ({ about: 'note' as const, text: noteSentence(note) })),
  ];
}

function explainGrounds(
  grounds: FrozenGrounds,
  pipelineId: string,
  stepName: (pipelineId: string, stageId: string) => string,
): ExplainingSentence[] {
  const { contexts, stage_use: use, hypotheses, explanation, lever } = grounds;
  const neighbour = use?.neighbour_stage_id ?? null;
  const unseen = explanationSentence(explanation);
  return [
    ...contexts.map((context) => ({ about: 'context' as const, text: contextSentence(context) })),
    ...(use === null
      ? []
      : [
          {
            about: 'stage_use' as const,
            text: stageUseSentence(use, neighbour === null ? null : stepName(pipelineId, neighbour)),
          },
        ]),
    ...hypotheses.map((hypothesis) => ({
      about: 'hypothesis' as const,
      text: hypothesisSentence(hypothesis),
    })),
    ...(unseen === null ? [] : [{ about: 'explanation' as const, text: unseen }]),
    ...(lever === null
      ? []
      : [
          {
            about: 'lever' as const,
            text: leverSentence(
              {
                step: stepName(lever.pipeline_id, lever.stage_id),
                gain: lever.gain,
                probabilityBest: lever.probability_best,
              },
              null,
              lever.verdict,
            ),
          },
        ]),
  ];
}
