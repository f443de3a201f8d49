import { resolve } from 'node:path';
import { describeFullDisk } from '@stepup/runtime';
import type { StandaloneConfig } from '../config.ts';
import { hasDiskRoom } from './disk-room.ts';

/** The sentence for a full disk that a start met: ours, or that of a server that is not embedded. */
export async function explainFullDisk(config: StandaloneConfig): Promise<string> {
  const dataDirectory = resolve(config.STEPUP_DATA_DIR);
  const others = [
    config.STEPUP_CLICKHOUSE_URL === undefined ? [] : ['STEPUP_CLICKHOUSE_URL'],
    config.STEPUP_POSTGRES_URL === undefined ? [] : ['STEPUP_POSTGRES_URL'],
  ].flat();
  if (others.length > 0 && (await hasDiskRoom(dataDirectory))) {
    return `The disk of the server that ${others.join(' or ')} names is full. Free some space there and start again.`;
  }
  const { reason, advice } = await describeFullDisk(dataDirectory);
  return `${reason} ${advice}`;
}
