import type { Role } from '../api/console-answers.ts';

/** Who coaches and who leads them; operations see pseudonyms. */
export const readersOfCoachingWays: ReadonlySet<Role> = new Set<Role>(['manager', 'director', 'sales_ops']);
