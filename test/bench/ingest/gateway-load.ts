import { mixedEvents } from './mixed-events.ts';

const eventsPerRequest = 100;
const senders = 16;
const seconds = 15;

/** Events a second that the gateway acknowledges to several senders at a time, each with one request under way. */
export async function measureGateway(url: string, token: string): Promise<number> {
  const events = mixedEvents('edge', Number.MAX_SAFE_INTEGER, '');
  const nextBody = (): string => {
    const lot = Array.from({ length: eventsPerRequest }, () => String(events.next().value?.value));
    return `[${lot.join(',')}]`;
  };
  const bodies = Array.from({ length: 2_000 }, nextBody);
  let accepted = 0;
  let nth = 0;
  const beganAtMs = performance.now();
  const send = async (): Promise<void> => {
    while (performance.now() - beganAtMs < seconds * 1000) {
      nth += 1;
      const response = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
        body: bodies[nth % bodies.length] ?? '',
      });
      if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
      accepted += eventsPerRequest;
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  return (accepted / (performance.now() - beganAtMs)) * 1000;
}
