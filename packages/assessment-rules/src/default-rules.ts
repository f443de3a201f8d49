import { readFileSync } from 'node:fs';
import type { AssessmentPair, AssessmentRules } from '@stepup/contracts';
import { parseAssessmentRules } from './parse-assessment-rules.ts';

interface DefaultRules {
  /** As they are written. */
  readonly text: string;
  readonly rules: AssessmentRules;
}

/** The rules that every tenant starts with, by pair. */
export const defaultRules: Readonly<Record<AssessmentPair, DefaultRules>> = {
  'rep-manager': readDefault('rep-manager'),
  'manager-director': readDefault('manager-director'),
  'director-board': readDefault('director-board'),
};

function readDefault(pair: AssessmentPair): DefaultRules {
  const text = readFileSync(new URL(`../defaults/${pair}.yaml`, import.meta.url), 'utf8');
  const parsed = parseAssessmentRules(text, pair);
  if (parsed.kind === 'ok') return { text, rules: parsed.rules };
  throw new Error(`the default rules of ${pair} are wrong: ${JSON.stringify(parsed.problems)}`);
}
