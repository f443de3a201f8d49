import type { Role } from '../api/console-answers.ts';

/** The page somebody begins at. A tenant without data begins where data are brought in. */
export function homeOf({ role, scopes }: { role: Role | null; scopes: readonly string[] }): string {
  if (!scopes.includes('coach')) return '/gaps';
  if (role === 'rep') return '/my-work';
  // Gaps are about single people, whom the board does not see.
  if (role === 'board') return '/funnel';
  return role === 'manager' || role === 'director' ? '/my-people' : '/gaps';
}
