import { access, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Notes that the embedded warehouse was made. The engine makes what it does not find, so without this a lost folder would
 * pass for a first start, and all events for none.
 */
export async function noteWarehouseMade(dataDirectory: string): Promise<void> {
  await writeFile(markIn(dataDirectory), '', { mode: 0o600, flush: true });
}

/** Whether a warehouse was made here before and nothing of it is left. */
export async function isWarehouseGone(dataDirectory: string, warehouseDirectory: string): Promise<boolean> {
  if (!(await exists(markIn(dataDirectory)))) return false;
  const store = join(warehouseDirectory, 'data', 'store');
  return !(await exists(store)) || (await readdir(store)).length === 0;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

function markIn(dataDirectory: string): string {
  return join(dataDirectory, 'warehouse-made');
}
