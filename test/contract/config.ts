/** Where commands that tests start find the programs of this machine. */
export const commandPath: string = process.env['PATH'] ?? '';
