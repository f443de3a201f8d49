import { addMonths, resolveAssessmentRules } from '@stepup/assessment-rules';
import {
  type AssessmentPair,
  assessmentPairs,
  type AssessmentRulesAnswer,
  localDayOf,
} from '@stepup/contracts';
import type { AssessmentRuleVersion } from '@stepup/store';

/** Rules of a pair as the contract shows them. */
export function toRulesDto(
  pair: AssessmentPair,
  written: AssessmentRuleVersion | null,
  timeZone: string,
): AssessmentRulesAnswer {
  const { version, text, problems } = resolveAssessmentRules(pair, written);
  return {
    pair,
    version,
    counts_from: written === null ? null : addMonths(localDayOf(written.writtenAt, timeZone).slice(0, 7), 1),
    written_by: written?.writtenBy ?? null,
    written_at: written?.writtenAt ?? null,
    text,
    problems: [...problems],
  };
}

/** The pair that a path names. */
export function readPair(text: string | undefined): AssessmentPair | null {
  return assessmentPairs.find((pair) => pair === text) ?? null;
}
