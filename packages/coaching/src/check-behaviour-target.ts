import { breakRule } from './rule.ts';
import type { BrokenRule } from './rule.ts';
import { daysBetween } from './days-between.ts';
import type { BehaviourTarget } from './plan.ts';

const longestTargetDays = 84;

/** The date of a behaviour target against the tenant's local date `today` (both `YYYY-MM-DD`). */
export function checkTargetDate(target: BehaviourTarget, today: string): readonly BrokenRule[] {
  const days = daysBetween(today, target.by);
  return days >= 1 && days <= longestTargetDays ? [] : [breakRule('target_date_out_of_range')];
}

/** The rules a behaviour target breaks on the day it is set. */
export function checkBehaviourTarget(target: BehaviourTarget, today: string): readonly BrokenRule[] {
  return [
    ...(target.behaviour.trim() === '' || target.indicator.trim() === '' ? [breakRule('text_empty')] : []),
    ...(target.value === target.baseline ? [breakRule('target_equals_baseline')] : []),
    ...checkTargetDate(target, today),
  ];
}
