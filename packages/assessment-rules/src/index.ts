export { parseAssessmentRules } from './parse-assessment-rules.ts';
export { resolveAssessmentRules, type ResolvedAssessmentRules } from './resolve-assessment-rules.ts';
export { addMonths, findWorkingDay, findWorkingDayFrom } from './working-days.ts';
