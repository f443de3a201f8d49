import type { SalesEventType } from '@stepup/contracts';
import type { SimulatedEvent } from '../simulated-event.ts';
import { formatInstant } from '../simulated-event.ts';

/** The `source` of every event of an example organisation. */
const organisationSource = 'stepup-simulator';

export function simulatedEvent(
  id: string,
  type: SalesEventType,
  timeMs: number,
  data: Readonly<Record<string, unknown>>,
  recordedMs?: number,
): SimulatedEvent {
  return {
    specversion: '1.0',
    id,
    source: organisationSource,
    type,
    time: formatInstant(timeMs),
    ...(recordedMs === undefined ? {} : { recordedtime: formatInstant(recordedMs) }),
    data,
  };
}
