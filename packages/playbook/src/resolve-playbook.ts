import type { Playbook } from '@stepup/contracts';
import type { PlacedProblem } from '@stepup/yaml-source';
import { defaultPlaybook, defaultPlaybookText } from './default-playbook.ts';
import { parsePlaybook } from './parse-playbook.ts';

/** The playbook that counts for a tenant. */
export interface ResolvedPlaybook {
  /** 0 where nobody has written one. */
  readonly version: number;
  readonly text: string;
  readonly playbook: Playbook;
  /** What this release does not understand of it; while there is something, `playbook` is the one of the product. */
  readonly problems: readonly PlacedProblem[];
}

/** Reads what a tenant has written, or takes the playbook that comes with the product. */
export function resolvePlaybook(
  written: { readonly version: number; readonly text: string } | null,
): ResolvedPlaybook {
  if (written === null)
    return { version: 0, text: defaultPlaybookText, playbook: defaultPlaybook, problems: [] };
  const parsed = parsePlaybook(written.text);
  const { version, text } = written;
  return parsed.kind === 'ok'
    ? { version, text, playbook: parsed.playbook, problems: [] }
    : { version, text, playbook: defaultPlaybook, problems: parsed.problems };
}
