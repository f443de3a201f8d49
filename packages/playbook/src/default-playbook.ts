import { readFileSync } from 'node:fs';
import type { Playbook } from '@stepup/contracts';
import { parsePlaybook } from './parse-playbook.ts';

/** The playbook that every tenant starts with, as it is written. */
export const defaultPlaybookText = readFileSync(new URL('../default-playbook.yaml', import.meta.url), 'utf8');

/** The same, read. */
export const defaultPlaybook: Playbook = readDefault();

function readDefault(): Playbook {
  const parsed = parsePlaybook(defaultPlaybookText);
  if (parsed.kind === 'ok') return parsed.playbook;
  throw new Error(`the default playbook is wrong: ${JSON.stringify(parsed.problems)}`);
}
