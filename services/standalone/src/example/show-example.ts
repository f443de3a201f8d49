import { describeFullDisk, isDiskFull, type Logger } from '@stepup/runtime';
import type { StandaloneInstance } from '../compose.ts';
import { createProgressLine } from '../spool/progress-line.ts';
import type { EventsTarget } from '../spool/send-spooled.ts';
import { tellExampleCoaching, tellExampleYear } from './coaching/tell-example-coaching.ts';
import { exampleTenant, loadExample } from './load-example.ts';

const ttlSeconds = 60 * 60;

/**
 * Fills the tenant of the simulated organisation at the first start, behind a progress line, and has it diagnosed, so
 * that there is something to look at. Never fails the start: what is missing is loaded at the next one.
 */
export async function showExample(
  instance: StandaloneInstance,
  stopping: AbortSignal,
  log: Logger,
): Promise<void> {
  const { issuer, url, dataDirectory } = instance;
  if (issuer === null) return;
  const tokenFor = async (bearer: { person: string } | { scopes: string[] }): Promise<EventsTarget> => {
    const issued = await issuer.issue({ tenant: exampleTenant, ttlSeconds, ...bearer });
    if (issued.kind !== 'issued') throw new Error(`no token for the example: ${issued.kind}`);
    return { url, token: issued.token };
  };
  const progress = createProgressLine(process.stdout, () => performance.now());
  try {
    const outcome = await loadExample({
      dataDirectory,
      now: new Date(),
      target: await tokenFor({ scopes: ['events:write', 'people:write'] }),
      onProgress: (sentEvents, allEvents) =>
        progress.show(`loading the simulated organisation, ${sentEvents} events`, sentEvents, allEvents),
    });
    progress.end();
    if (outcome.kind === 'failed') {
      if (!stopping.aborted)
        log.error({ reason: outcome.message }, 'the example is not whole; the next start goes on');
      return;
    }
    if (outcome.kind === 'loaded') await diagnose(await tokenFor({ person: 'ops-1' }), stopping);
    const told = {
      instance,
      tenant: exampleTenant,
      tokenOf: async (person: string) => (await tokenFor({ person })).token,
      stopping,
    };
    await tellExampleCoaching(told);
    process.stdout.write(`
A simulated organisation is loaded as tenant "${exampleTenant}": sign in at ${url} as one of its managers, mgr-2.
STEPUP_EXAMPLE=off starts without it.
`);
    await tellExampleYear(told);
  } catch (error) {
    progress.end();
    if (stopping.aborted) return;
    if (isDiskFull(error)) {
      const { reason, advice } = await describeFullDisk(dataDirectory);
      log.error({ reason: `${reason} ${advice}` }, 'the example is not whole; the next start goes on');
    } else {
      log.error({ err: error }, 'the example could not be shown');
    }
  }
}

/** Asks for a run and for the findings, which replays the months: whoever opens the console next finds both ready. */
async function diagnose(target: EventsTarget, stopping: AbortSignal): Promise<void> {
  const headers = { authorization: `Bearer ${target.token}`, 'content-type': 'application/json' };
  const answers = [
    await fetch(new URL('/v1/diagnosis-runs', target.url), {
      method: 'POST',
      headers,
      body: '{}',
      signal: stopping,
    }),
    await fetch(new URL('/v1/diagnoses', target.url), { headers, signal: stopping }),
  ];
  for (const answer of answers) {
    const text = await answer.text();
    // The months are being replayed still: whoever comes next waits for it a little.
    if (answer.status === 503) continue;
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${text}`);
  }
}
