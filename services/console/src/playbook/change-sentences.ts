import type { PlaybookAnswer, PlaybookCheck } from '@stepup/contracts';

type Change = PlaybookCheck['changes'][number];

const kinds: Readonly<Record<Change['what'], string>> = {
  step: 'step',
  possible_gap: 'possible gap',
  skill: 'skill',
  stage: 'stage',
};

/** One difference between the playbook in use and the one in the editor. */
export function changeSentence({ kind, what, name, from, to }: Change): string {
  if (what === 'stage') return `Your stage “${name}” becomes ${stepWords(to)}; it was ${stepWords(from)}.`;
  const verb = { added: 'New', removed: 'Gone', changed: 'Changed' }[kind];
  return `${verb}: ${kinds[what]} “${name}”.`;
}

function stepWords(step: string | null | undefined): string {
  return step === null || step === undefined ? 'no step' : `“${step}”`;
}

/** How it is known which step a stage is. */
export const placeWords: Readonly<Record<PlaybookAnswer['stages'][number]['known'], string>> = {
  stated: 'as the playbook states',
  by_name: 'by the words of its name',
  by_position: 'by its place in the process',
  unknown: 'state it under “stages”',
};
