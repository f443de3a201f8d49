import type { Logger } from '@stepup/runtime';

/** What the method says, or null where it fails on these deals: the plans, campaigns and steps beside go on. */
export function orLeaveOut<Said>(
  log: Logger,
  where: {
    readonly tenant: string;
    readonly plan?: string;
    readonly campaign?: string;
    readonly step?: string;
  },
  say: () => Said,
): Said | null {
  try {
    return say();
  } catch (error) {
    log.error({ ...where, err: error }, 'the method fails here, and nothing is said');
    return null;
  }
}
