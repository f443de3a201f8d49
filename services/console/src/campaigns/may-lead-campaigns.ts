import type { Role } from '../api/console-answers.ts';

/** Whoever leads people may plan one for them; the board sees groups, and a campaign is a few people. */
export function mayLeadCampaigns(role: Role | null): boolean {
  return role === 'manager' || role === 'director';
}
