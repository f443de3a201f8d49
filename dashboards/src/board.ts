import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/** What provisioning fixes for a tenant's copy of the boards. */
export interface BoardSettings {
  tenant: string;
  /** Address of the console without a slash at the end; links go there. */
  consoleUrl: string;
  /** For the folder of one team: that team alone, its people one by one, by name where the tenant has agreed to that. Absent: everybody. */
  team?: string;
}

/** A board as a value: the file that it is committed as, and how it is built. */
export interface Board {
  file: string;
  /** Whether there is one for the folder of a team. */
  isForTeams: boolean;
  build(settings: BoardSettings): Dashboard;
}
