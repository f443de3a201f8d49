import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import { waitForFirstGap } from '../support/product/first-gap.ts';
import { runProduct } from '../support/product/run-product.ts';

const mebibyte = 1024 ** 2;

/** Resident memory of all processes, shared pages split among them (PSS), once the example is loaded and diagnosed. Linux. */
export async function measureMemory(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
  // PostgreSQL's own account passes through here where all runs as root.
  await chmod(scratch, 0o711);
  try {
    const product = await runProduct({ dataDirectory: join(scratch, 'data'), example: 'on' });
    let peakBytes = 0;
    let isLoaded = false;
    const loaded = waitForFirstGap(product.url).then(() => (isLoaded = true));
    while (!isLoaded) {
      peakBytes = Math.max(peakBytes, await proportionalBytes(product.pid));
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await loaded;
    const restBytes = await proportionalBytes(product.pid);
    await product.stop();
    return [
      toFigure('memory of all processes, example loaded', restBytes, '≤ 1.5 GB'),
      toFigure('… highest while loading', peakBytes, ''),
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function toFigure(what: string, bytes: number, goal: string): Figure {
  const text = `${Math.round(bytes / mebibyte)} MiB`;
  return { what, value: text, runs: [text], goal };
}

async function proportionalBytes(rootPid: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parentOf = new Map<number, number>();
  for (const pid of pids) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    parentOf.set(pid, Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const isOurs = (pid: number): boolean => pid === rootPid || (pid > 1 && isOurs(parentOf.get(pid) ?? 0));
  let bytes = 0;
  for (const pid of pids.filter(isOurs)) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    bytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
  }
  return bytes;
}
