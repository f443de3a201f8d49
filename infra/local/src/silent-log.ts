import type { ServerLog } from '@stepup/embedded-servers';

export const silentLog: ServerLog = { info: () => {}, warn: () => {}, error: () => {} };
