import type { Jobs, jobCatalogue } from '@stepup/jobs';
import type { MetricsRegistry } from '@stepup/runtime';
import { Gauge } from 'prom-client';

/** How many jobs of each name stand where, asked whenever somebody reads the metrics: what failed for good and what piles up shows. */
export function registerJobMetrics(
  registry: MetricsRegistry,
  jobs: Pick<Jobs<typeof jobCatalogue>, 'stats'>,
): void {
  new Gauge({
    name: 'stepup_jobs',
    help: 'Background jobs by name and state',
    labelNames: ['job', 'state'] as const,
    registers: [registry],
    async collect() {
      const counts = await jobs.stats().catch(() => []);
      this.reset();
      for (const { name, waiting, active, delayed, failed } of counts) {
        for (const [state, count] of Object.entries({ waiting, active, delayed, failed }))
          this.set({ job: name, state }, count);
      }
    },
  });
}
