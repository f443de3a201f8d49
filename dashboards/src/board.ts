import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/** What provisioning fixes for a tenant's copy of the boards. */
export interface BoardSettings {
  tenant: string;
  /** Address of the console without a slash at the end; links go there. */
  consoleUrl: string;
}

/** A board as a value: the file that it is committed as, and how it is built. */
export interface Board {
  file: string;
  build(settings: BoardSettings): Dashboard;
}
