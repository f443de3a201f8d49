import { exitCodes, isTenantName } from '@stepup/runtime';
import type { InstanceTarget } from './call-instance.ts';
import { connectInstance } from './connect-instance.ts';
import { readCommandConfig } from './read-command-config.ts';

/** Does something with the instance of the data directory, as an operator of a tenant; gives the exit code. */
export async function withInstance(
  tenant: string,
  work: (target: InstanceTarget) => Promise<number>,
): Promise<number> {
  if (!isTenantName(tenant)) {
    process.stderr.write(`${tenant} cannot name a tenant: 1 to 63 of a-z, 0-9 and "-".\n`);
    return exitCodes.usage;
  }
  const connection = await connectInstance(readCommandConfig(), tenant, [
    'read',
    'operate',
    'operate:installation',
  ]);
  if (connection.kind === 'refused') {
    process.stderr.write(`${connection.message}\n`);
    return connection.exitCode;
  }
  try {
    return await work(connection);
  } finally {
    await connection.disconnect();
  }
}

/** Tells why the instance refused, with the exit code for it. */
export function tellRefusal({ status, message }: { status: number; message: string }): number {
  process.stderr.write(`${message}\n`);
  return status >= 400 && status < 500 ? exitCodes.usage : exitCodes.system;
}
