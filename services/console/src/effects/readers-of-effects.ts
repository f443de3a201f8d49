import type { Role } from '../api/console-answers.ts';

/** Who leads, or runs the system. */
export const readersOfEffects: ReadonlySet<Role> = new Set<Role>([
  'manager',
  'director',
  'board',
  'sales_ops',
]);
