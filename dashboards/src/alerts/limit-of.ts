import { alertRules } from './alert-rules.ts';

/** Where a rule begins to tell somebody, for panels that draw it. Throws where there is no such rule. */
export function limitOf(uid: string): number {
  const rule = alertRules.find((one) => one.uid === uid);
  if (rule === undefined) throw new Error(`there is no alert rule ${uid}`);
  return rule.above;
}
