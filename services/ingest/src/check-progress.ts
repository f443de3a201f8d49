import type { createKafkaBus } from '@stepup/event-bus';
import type { ReadinessVerdict } from '@stepup/runtime';

/** A batch takes seconds; what stands still for longer than this with work waiting does not get on. */
const standstillMs = 60_000;

/** Ready means that what waits is being handled: a live process that consumes nothing looks healthy otherwise. */
export async function checkProgress(
  consumer: Pick<ReturnType<ReturnType<typeof createKafkaBus>['createConsumer']>, 'progress'>,
): Promise<ReadinessVerdict> {
  const { lagMessages, lastProgressAt } = await consumer.progress();
  const standsStillMs = Date.now() - lastProgressAt.getTime();
  if (lagMessages === 0 || standsStillMs <= standstillMs) return { kind: 'ready' };
  const seconds = Math.round(standsStillMs / 1000);
  return { kind: 'not_ready', reason: `${lagMessages} messages wait and none was handled for ${seconds} s` };
}
