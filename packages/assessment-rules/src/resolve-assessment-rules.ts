import type { AssessmentPair, AssessmentRules } from '@stepup/contracts';
import type { PlacedProblem } from '@stepup/yaml-source';
import { defaultRules } from './default-rules.ts';
import { parseAssessmentRules } from './parse-assessment-rules.ts';

/** The rules that count for a pair. */
export interface ResolvedAssessmentRules {
  /** 0 where nobody has written any. */
  readonly version: number;
  readonly text: string;
  readonly rules: AssessmentRules;
  /** What this release does not understand; while there is something, `rules` are those of the product. */
  readonly problems: readonly PlacedProblem[];
}

/** Reads what a tenant has written, or takes the rules that come with the product. */
export function resolveAssessmentRules(
  pair: AssessmentPair,
  written: { readonly version: number; readonly text: string } | null,
): ResolvedAssessmentRules {
  const ofProduct = defaultRules[pair];
  if (written === null) return { version: 0, ...ofProduct, problems: [] };
  const parsed = parseAssessmentRules(written.text, pair);
  const { version, text } = written;
  return parsed.kind === 'ok'
    ? { version, text, rules: parsed.rules, problems: [] }
    : { version, text, rules: ofProduct.rules, problems: parsed.problems };
}
