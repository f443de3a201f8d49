import {
  type AssessmentCriterion,
  type AssessmentPair,
  type AssessmentRules,
  assessmentRules,
  evidenceIds,
  hintPattern,
  isEvidenceId,
  signals,
} from '@stepup/contracts';
import { type PlacedProblem, readYaml, type YamlPath } from '@stepup/yaml-source';

/** What a text says, or everything that is wrong with it, each at its line. */
export type ParsedAssessmentRules =
  | { readonly kind: 'ok'; readonly rules: AssessmentRules }
  | { readonly kind: 'invalid'; readonly problems: readonly PlacedProblem[] };

interface Fault {
  readonly path: YamlPath;
  readonly message: string;
}

const never = 'plans and coaching are assessed, never a person’s rate, predictions or quota';

/** Results of a person, by the names they have in the product. */
const results: ReadonlySet<string> = new Set([
  ...Object.keys(signals),
  'win_rate',
  'won_revenue',
  'won_deals',
  'quota',
  'quota_attainment',
  'attainment_forecast',
  'prediction_hits',
  'calibration',
  'brier',
]);

/** The same in sentences. */
const resultWords =
  /\b(quotas?|(?:step-?up|win|hit|closing|conversion) rates?|revenue|predictions?|rank(?:s|ed|ing)?)\b/i;

/** Reads the rules of a pair and checks what no schema can: that evidence exists, fits the pair, and judges nobody’s results. */
export function parseAssessmentRules(text: string, pair: AssessmentPair): ParsedAssessmentRules {
  const read = readYaml(text, assessmentRules, { scalars: 'typed' });
  if (read.kind === 'invalid') return read;
  const faults = [
    ...findFaultsOfFrame(read.value, pair),
    ...read.value.criteria.flatMap((criterion, index) =>
      findFaultsOfCriterion(criterion, ['criteria', index], pair),
    ),
  ];
  return faults.length > 0
    ? { kind: 'invalid', problems: faults.map(({ path, message }) => read.locate(path, message)) }
    : { kind: 'ok', rules: read.value };
}

function findFaultsOfFrame(rules: AssessmentRules, pair: AssessmentPair): Fault[] {
  const { opens, closes, signs, ratings, comment_for: commentFor, criteria, outcomes } = rules;
  return [
    ...faultIf(rules.pair !== pair, ['pair'], `must be ${pair}, whose rules these are`),
    ...faultIf(
      closes.working_day < opens.working_day,
      ['closes', 'working_day'],
      'must not lie before the working day it opens on',
    ),
    ...faultIf(new Set(signs).size < signs.length, ['signs'], 'must name both sides: learner and coach'),
    ...faultIf(
      !ratings.includes('cannot_say'),
      ['ratings'],
      'must contain cannot_say: nobody is made to judge what they did not see',
    ),
    ...commentFor.flatMap((rating, index) =>
      faultIf(!ratings.includes(rating), ['comment_for', index], 'is none of the ratings'),
    ),
    ...findRepeated(ratings, (index) => ['ratings', index]),
    ...findRepeated(outcomes, (index) => ['outcomes', index]),
    ...findRepeated(
      criteria.map(({ id }) => id),
      (index) => ['criteria', index, 'id'],
    ),
    ...(pair === 'director-board'
      ? []
      : outcomes.flatMap((outcome, index) =>
          findResultWords(outcome.replaceAll('_', ' '), ['outcomes', index]),
        )),
  ];
}

function findFaultsOfCriterion(
  { ask, evidence, hint }: AssessmentCriterion,
  path: YamlPath,
  pair: AssessmentPair,
): Fault[] {
  const conditions = Object.entries(hint ?? {}).map(([key, condition]) => ({ key, condition }));
  return [
    // At the board quota stands beside the effect, of groups.
    ...(pair === 'director-board' ? [] : findResultWords(ask, [...path, 'ask'])),
    ...evidence.flatMap((id, index) => findFaultOfEvidence(id, [...path, 'evidence', index], pair)),
    ...findRepeated(evidence, (index) => [...path, 'evidence', index]),
    ...conditions.flatMap(({ key, condition }) =>
      findFaultOfHint(condition, [...path, 'hint', key], evidence),
    ),
  ];
}

function findFaultOfEvidence(id: string, path: YamlPath, pair: AssessmentPair): Fault[] {
  if (results.has(id)) return [{ path, message: `${id} is a result of selling: ${never}` }];
  if (!isEvidenceId(id)) return [{ path, message: `no evidence is called ${id}` }];
  return faultIf(
    evidenceIds[id].groupsOnly && pair !== 'director-board',
    path,
    `${id} is told of groups alone, between director and board: ${never}`,
  );
}

function findFaultOfHint(condition: string, path: YamlPath, evidence: readonly string[]): Fault[] {
  const [, id = '', , bound = ''] = hintPattern.exec(condition) ?? [];
  if (!evidence.includes(id)) return [{ path, message: `${id} is no evidence of this criterion` }];
  if (!isEvidenceId(id)) return [];
  const { shape } = evidenceIds[id];
  if (shape !== 'share' && shape !== 'count')
    return [{ path, message: `${id} is no number that could be compared` }];
  return faultIf(shape === 'share' && Number(bound) > 1, path, `${id} is a share and counts from 0 to 1`);
}

function findResultWords(text: string, path: YamlPath): Fault[] {
  const found = resultWords.exec(text)?.[0];
  return found === undefined ? [] : [{ path, message: `asks about “${found}”: ${never}` }];
}

function findRepeated(names: readonly string[], pathOf: (index: number) => YamlPath): Fault[] {
  return names.flatMap((name, index) =>
    faultIf(names.indexOf(name) < index, pathOf(index), `${name} stands here already`),
  );
}

function faultIf(isFault: boolean, path: YamlPath, message: string): Fault[] {
  return isFault ? [{ path, message }] : [];
}
