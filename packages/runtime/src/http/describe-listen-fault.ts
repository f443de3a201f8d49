import type { ListenResult } from './listen.ts';

/** Why an address cannot be had, and what to do. */
export function describeListenFault(
  fault: Exclude<ListenResult, { kind: 'listening' }>,
  { host, port }: { host: string; port: number },
): string {
  switch (fault.kind) {
    case 'port_taken':
      return `Port ${port} is in use. Stop what listens there, or choose another one: STEPUP_HTTP_PORT=${port + 1}.`;
    case 'port_forbidden':
      return `You may not listen on port ${port}. Choose one above 1023.`;
    case 'host_unavailable':
      return `This machine has no address ${host}. Set STEPUP_HOST to one it has.`;
  }
}
