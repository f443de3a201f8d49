import type { createKafkaBus } from '@stepup/event-bus';
import type { ReadinessVerdict } from '@stepup/runtime';

/** A batch takes seconds; what stands still for longer than this with work waiting does not get on. */
const standstillMs = 60_000;

type Progressing = Pick<ReturnType<ReturnType<typeof createKafkaBus>['createConsumer']>, 'progress'>;

/** Ready means that what waits is being handled: a live process that consumes nothing looks healthy otherwise. */
export async function checkProgress(consumers: readonly Progressing[]): Promise<ReadinessVerdict> {
  for (const consumer of consumers) {
    const { lagMessages, lastProgressAt } = await consumer.progress();
    const standsStillMs = Date.now() - lastProgressAt.getTime();
    if (lagMessages === 0 || standsStillMs <= standstillMs) continue;
    const seconds = Math.round(standsStillMs / 1000);
    return {
      kind: 'not_ready',
      reason: `${lagMessages} messages wait and none was handled for ${seconds} s`,
    };
  }
  return { kind: 'ready' };
}
