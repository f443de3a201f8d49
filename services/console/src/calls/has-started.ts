import type { CallRecord } from '../api/console-answers.ts';

/** Whether a call has begun, so that its prediction is locked; where nobody knows when it is, it has not. */
export function hasStarted({ starts_at }: Pick<CallRecord, 'starts_at'>, nowMs: number): boolean {
  return starts_at !== null && nowMs >= Date.parse(starts_at);
}

/** Whether a call took place and waits for its debrief. */
export function waitsForDebrief(call: Pick<CallRecord, 'state' | 'starts_at'>, nowMs: number): boolean {
  return call.state === 'planned' && hasStarted(call, nowMs);
}
