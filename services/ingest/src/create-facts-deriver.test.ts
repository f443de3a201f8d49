import { createLogger } from '@stepup/runtime';
import { describe, expect, it } from 'vitest';
import { createFactsDeriver, type DeriverPorts } from './create-facts-deriver.ts';

const log = createLogger({ service: 'ingest', level: 'silent' });
const nothing = { finished: 0, failed: [] };
const options = { log, nowMs: () => performance.now(), intervalMs: 0 };
const idle: DeriverPorts = {
  deriveBatches: () => Promise.resolve(),
  deriveAbandoned: () => Promise.resolve(nothing),
  forgetDerived: () => Promise.resolve(),
};

function batch(tenant: string, batchId: string) {
  return { tenant, batchId };
}

/** Ports that record what is derived; each derivation waits for `release`. */
function steeredPorts() {
  const derived: string[] = [];
  let gate = Promise.withResolvers<void>();
  let begun = Promise.withResolvers<void>();
  const ports: DeriverPorts = {
    ...idle,
    async deriveBatches(tenant, batches) {
      begun.resolve();
      await gate.promise;
      derived.push(`${tenant}: ${batches.join(' ')}`);
    },
  };
  return {
    ports,
    derived,
    begun: () => begun.promise,
    release() {
      begun = Promise.withResolvers();
      gate.resolve();
      gate = Promise.withResolvers();
    },
  };
}

describe('createFactsDeriver', () => {
  it('takes together, tenant by tenant, what came while it was deriving', async () => {
    const steered = steeredPorts();
    const deriver = createFactsDeriver(steered.ports, options);
    deriver.take([batch('a', '1')]);
    await steered.begun();
    deriver.take([batch('a', '2'), batch('b', '2')]);
    deriver.take([batch('a', '3')]);
    expect(deriver.behindMs()).toBeGreaterThan(0);
    for (const expected of [1, 2, 3]) {
      await steered.begun();
      steered.release();
      expect(steered.derived).toHaveLength(expected - 1);
    }
    await deriver.close();
    expect(steered.derived).toEqual(['a: 1', 'a: 2 3', 'b: 2']);
    expect(deriver.behindMs()).toBe(0);
  });

  it('derives what it has taken before it closes', async () => {
    const derived: string[] = [];
    const deriver = createFactsDeriver(
      {
        ...idle,
        deriveBatches: async (tenant, batches) => void derived.push(`${tenant}: ${batches.join(' ')}`),
      },
      { ...options, intervalMs: 60_000 },
    );
    deriver.take([batch('a', '1')]);
    await deriver.close();
    expect(derived).toEqual(['a: 1']);
  });

  it('derives at the start what an earlier life left behind', async () => {
    const swept = Promise.withResolvers<void>();
    const deriver = createFactsDeriver(
      {
        ...idle,
        deriveAbandoned: async () => {
          swept.resolve();
          return nothing;
        },
      },
      options,
    );
    await swept.promise;
    await deriver.close();
  });

  it('forgets what is derived now and then, however much there is to derive', async () => {
    let forgotten = 0;
    const often = Promise.withResolvers<void>();
    const deriver = createFactsDeriver(
      {
        ...idle,
        forgetDerived: async () => {
          forgotten += 1;
          if (forgotten === 3) often.resolve();
          deriver.take([batch('a', `${forgotten}`)]);
        },
      },
      { ...options, sweepIntervalMs: 1, forgetIntervalMs: 5 },
    );
    await often.promise;
    await deriver.close();
  });

  it('says that it cannot go on when the warehouse cannot be reached', async () => {
    const deriver = createFactsDeriver(
      { ...idle, deriveBatches: () => Promise.reject(new Error('connection refused')) },
      options,
    );
    deriver.take([batch('a', '1')]);
    expect(await deriver.failure).toMatchObject({ message: 'connection refused' });
    await deriver.close();
  });
});
