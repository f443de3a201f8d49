import type { RequestListener } from 'node:http';
import { exitCodes } from '../process/exit-codes.ts';
import type { StartRefused } from '../process/run-process.ts';
import { describeListenFault } from './describe-listen-fault.ts';
import { listen, type ListeningServer } from './listen.ts';

/** The server of a process, or why it cannot start: its address is not to be had. */
export async function listenOrRefuse(
  app: RequestListener,
  address: { host: string; port: number },
): Promise<ListeningServer | StartRefused> {
  const listening = await listen(app, address);
  if (listening.kind === 'listening') return listening.server;
  const message = describeListenFault(listening, address);
  return { kind: 'refused', message, exitCode: exitCodes.usage };
}
