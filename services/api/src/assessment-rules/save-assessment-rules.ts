import { parseAssessmentRules } from '@stepup/assessment-rules';
import { assessmentRulesAnswer, assessmentRulesCheck, assessmentRulesRequest } from '@stepup/contracts';
import { saveAssessmentRules } from '@stepup/store';
import { defineWrite } from '../endpoint/define-write.ts';
import { refuseYaml } from '../endpoint/refuse-yaml.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { readPair, toRulesDto } from './rules-dto.ts';

const path = '/v1/assessment-rules/:pair';

/** `PUT /v1/assessment-rules/{pair}`: a new version; the ones before stay. */
export const saveAssessmentRulesEndpoint = defineWrite({
  method: 'put',
  path,
  operationId: 'saveAssessmentRules',
  summary: 'Write a new version of the rules of a pair',
  description:
    'If-Match names the version it was made from, "0" for the one that comes with the product. It counts from next month on. A text ' +
    'with a fault is refused with every fault at its line, and so is a rule that judges a person’s rate, predictions or quota.',
  access: 'assessment_rules.write',
  body: assessmentRulesRequest,
  status: 200,
  needsVersion: true,
  answer: assessmentRulesAnswer,
  problems: ['precondition_required', 'stale'],
  async handle(call) {
    const { ports, viewer, body } = call;
    const pair = readPair(call.pathParameters['pair']);
    if (pair === null) return { kind: 'problem', code: 'not_found' };
    const parsed = parseAssessmentRules(body.text, pair);
    if (parsed.kind === 'invalid') return refuseYaml(parsed.problems);
    const { timeZone } = await ports.directory.read(viewer.tenant);
    return runWrite(call, {
      path,
      answer: assessmentRulesAnswer,
      work: async (tx, at) => {
        const saved = await saveAssessmentRules(tx, {
          pair,
          expectedVersion: call.sent.version ?? 0,
          text: body.text,
          by: viewer.personId ?? 'program',
          at,
        });
        if (saved.kind === 'stale')
          return { kind: 'problem', code: 'stale', detail: `They are at version ${saved.version} now.` };
        return {
          kind: 'answer',
          body: toRulesDto(pair, saved.rules, timeZone),
          version: saved.rules.version,
        };
      },
    });
  },
});

/** `POST /v1/assessment-rules/{pair}/checks`: what an editor shows while somebody writes. */
export const checkAssessmentRulesEndpoint = defineWrite({
  path: '/v1/assessment-rules/:pair/checks',
  operationId: 'checkAssessmentRules',
  summary: 'What is wrong with the rules of a pair',
  description: 'Changes nothing. Every fault with its line and column.',
  access: 'assessment_rules.write',
  body: assessmentRulesRequest,
  status: 200,
  needsVersion: false,
  answer: assessmentRulesCheck,
  problems: [],
  handle({ body, pathParameters }) {
    const pair = readPair(pathParameters['pair']);
    if (pair === null) return Promise.resolve({ kind: 'problem', code: 'not_found' });
    const parsed = parseAssessmentRules(body.text, pair);
    const problems = parsed.kind === 'ok' ? [] : [...parsed.problems];
    return Promise.resolve({ kind: 'answer', body: { problems } });
  },
});
