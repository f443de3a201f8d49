import { spawnSync } from 'node:child_process';
import { testConfig } from '../support/config.ts';

/**
 * A Python that has the libraries of requirements.txt: `STEPUP_PYTHON`, else `python3`. Where there is none: an error if
 * the environment requires it (`STEPUP_REQUIRE_PYTHON=1`), else undefined, and said aloud.
 */
export function findPython(): string | undefined {
  const { python, requiresPython } = testConfig;
  const found = spawnSync(python, ['-c', 'import scipy, statsmodels, lifelines'], { encoding: 'utf8' });
  if (found.status === 0) return python;
  const why = found.error?.message ?? found.stderr.trim().split('\n').at(-1) ?? '';
  const advice = 'pip install -r test/agreement/requirements.txt, or set STEPUP_PYTHON';
  if (requiresPython) throw new Error(`STEPUP_REQUIRE_PYTHON=1, but ${python} says: ${why}; ${advice}`);
  console.warn(`skipped: ${python} says: ${why}; ${advice} to compare with scipy, statsmodels and lifelines`);
  return undefined;
}
