import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, secondsFigure } from './figure.ts';
import { waitForFirstGap } from '../support/product/first-gap.ts';
import { runProduct } from '../support/product/run-product.ts';

const runs = 5;

/** Starts on a data directory that has the example. */
export async function measureLaterStarts(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
  // PostgreSQL's own account passes through here where all runs as root.
  await chmod(scratch, 0o711);
  const dataDirectory = join(scratch, 'data');
  try {
    const first = await runProduct({ dataDirectory, example: 'on' });
    await waitForFirstGap(first.url);
    await first.stop();
    const measured: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const product = await runProduct({ dataDirectory, example: 'on' });
      measured.push(product.readyAfterMs);
      await product.stop();
    }
    return [
      secondsFigure('first start, until ready', [first.readyAfterMs], ''),
      secondsFigure('later starts, until ready', measured, '≤ 10 s'),
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
