import type { Logger } from '@stepup/runtime';
import type { ApiPorts } from '../api-ports.ts';
import type { Mailer } from '../digests/mailer.ts';

/** What the jobs of coaching need of the world around them. */
export interface SchedulePorts extends Pick<ApiPorts, 'pool' | 'warehouse' | 'directory' | 'clock'> {
  readonly mailer: Mailer;
  readonly log: Logger;
}
