import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { testConfig } from '../support/config.ts';

/**
 * The program of Schemathesis beside `STEPUP_PYTHON`, else the one on the path. Where there is none: an error if the environment
 * requires it (`STEPUP_REQUIRE_PYTHON=1`), else undefined, and said aloud.
 */
export function findSchemathesis(): string | undefined {
  const { python, requiresPython } = testConfig;
  const program = python.includes('/') ? join(dirname(python), 'schemathesis') : 'schemathesis';
  if (spawnSync(program, ['--version']).status === 0) return program;
  const advice = 'pip install -r test/openapi/requirements.txt, or set STEPUP_PYTHON';
  if (requiresPython) throw new Error(`STEPUP_REQUIRE_PYTHON=1, but there is no ${program}; ${advice}`);
  console.warn(`skipped: there is no ${program}; ${advice} to ask every route what it does with any input`);
  return undefined;
}
