import type { Board, BoardSettings } from './board.ts';

/** Grafana's dashboard schema that the boards are written for; the SDK must not move it unseen. */
const schemaVersion = 42;

/** What the committed copies are made for: the tenant that a deployment starts with, the console at its standard address. */
export const generatedSettings: BoardSettings = { tenant: 'default', consoleUrl: 'http://127.0.0.1:4000' };

/** The JSON text of a board, ending with a newline. Throws where the SDK writes another schema than the pinned one. */
export function renderBoard(board: Board, settings: BoardSettings): string {
  const dashboard = board.build(settings);
  if (dashboard.schemaVersion !== schemaVersion)
    throw new Error(
      `the SDK writes schema ${dashboard.schemaVersion}, the boards are pinned to ${schemaVersion}`,
    );
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
