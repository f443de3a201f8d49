import { createHash } from 'node:crypto';
import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { BoardSettings } from './board.ts';

/** A board under its name and id, or that of one team, which has both for itself. */
export function boardFor(
  { team }: BoardSettings,
  { title, uid }: { title: string; uid: string },
): DashboardBuilder {
  if (team === undefined) return new DashboardBuilder(title).uid(uid);
  const ofTeam = createHash('sha256').update(team).digest('hex').slice(0, 8);
  return new DashboardBuilder(`${title}: ${team}`).uid(`${uid}-${ofTeam}`);
}
