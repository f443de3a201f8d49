import { findKafka, mustSkipWithout } from '@stepup/local-servers';
import { describe, expect, it } from 'vitest';
import { fatalMoments } from './ingest-order.ts';
import { describeSeconds, runStorms, type StormOutcome } from './run-storms.ts';

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);

describe.skipIf(mustSkipWithout('Kafka', await findKafka()))(
  'storms on a real broker with real processes',
  () => {
    it(`lose nothing, count nothing twice and leave no number wrong: seeds ${seeds.join(', ')}`, async () => {
      const outcomes: StormOutcome[] = [];
      await runStorms(seeds, AbortSignal.timeout(1_190_000), (outcome) => {
        console.log(
          `seed ${outcome.seed}: ${outcome.restarts} restarts (${outcome.fatalMoments.join(' ')}), ${describeSeconds(outcome.seconds)}`,
        );
        outcomes.push(outcome);
      });
      expect(outcomes.flatMap(({ seed, faults }) => faults.map((fault) => `seed ${seed}: ${fault}`))).toEqual(
        [],
      );
      // A storm in which nothing broke proves nothing.
      const died = new Set(outcomes.flatMap(({ fatalMoments: moments }) => moments));
      expect([...died].toSorted()).toEqual([...fatalMoments].toSorted());
      expect(outcomes.reduce((sum, { restarts }) => sum + restarts, 0)).toBeGreaterThanOrEqual(seeds.length);
    }, 1_200_000);
  },
);
