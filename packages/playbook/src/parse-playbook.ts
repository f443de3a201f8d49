import { isSignalId, playbook, type Playbook } from '@stepup/contracts';
import { type PlacedProblem, readYaml, type YamlPath } from '@stepup/yaml-source';
import { suggestSignal } from './suggest-signal.ts';

/** What a text says, or everything that is wrong with it, each at its line. */
export type ParsedPlaybook =
  | { readonly kind: 'ok'; readonly playbook: Playbook }
  | { readonly kind: 'invalid'; readonly problems: readonly PlacedProblem[] };

interface Fault {
  readonly path: YamlPath;
  readonly message: string;
}

/** Reads a playbook and checks what no schema can: that names are defined once, and that what is named exists. */
export function parsePlaybook(text: string): ParsedPlaybook {
  const read = readYaml(text, playbook, { scalars: 'typed' });
  if (read.kind === 'invalid') return read;
  const faults = [...findDuplicates(read.value), ...findUnknownNames(read.value)];
  return faults.length > 0
    ? { kind: 'invalid', problems: faults.map(({ path, message }) => read.locate(path, message)) }
    : { kind: 'ok', playbook: read.value };
}

function findDuplicates({ steps, skills, stages }: Playbook): Fault[] {
  return [
    ...repeated(
      steps,
      ({ id }) => id,
      (index) => ['steps', index, 'id'],
      'is the id of another step',
    ),
    ...repeated(
      skills,
      ({ id }) => id,
      (index) => ['skills', index, 'id'],
      'is the id of another skill',
    ),
    ...steps.flatMap((step, stepIndex) =>
      repeated(
        step.possible_gaps,
        ({ skill }) => skill,
        (index) => ['steps', stepIndex, 'possible_gaps', index, 'skill'],
        'stands at this step already',
      ),
    ),
    ...repeated(
      stages,
      ({ pipeline, stage }) => JSON.stringify([pipeline, stage]),
      (index) => ['stages', index],
      'this stage has a place already',
    ),
    ...repeated(
      steps.flatMap((step, stepIndex) =>
        step.known_by.map((word, index) => ({
          word,
          path: ['steps', stepIndex, 'known_by', index] as const,
        })),
      ),
      ({ word }) => word,
      (_index, { path }) => path,
      'is a word of another step',
    ),
  ];
}

function repeated<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  pathOf: (index: number, item: Item) => YamlPath,
  message: string,
): Fault[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (seen.has(key)) return [{ path: pathOf(index, item), message }];
    seen.add(key);
    return [];
  });
}

function findUnknownNames({ steps, skills, stages }: Playbook): Fault[] {
  const skillIds = new Set(skills.map(({ id }) => id));
  const stepIds = new Set(steps.map(({ id }) => id));
  const used = new Set(steps.flatMap((step) => step.possible_gaps.map(({ skill }) => skill)));
  return [
    ...steps.flatMap(({ possible_gaps }, stepIndex) =>
      possible_gaps.flatMap((gap, gapIndex) => {
        const path = ['steps', stepIndex, 'possible_gaps', gapIndex] as const;
        const unknownSkill = skillIds.has(gap.skill)
          ? []
          : [{ path: [...path, 'skill'], message: `no skill ${gap.skill} stands under skills` }];
        const signs = (['speaks_for', 'speaks_against'] as const).flatMap((side) =>
          gap[side].flatMap(({ indicator }, index) =>
            unknownSignal([...path, side, index, 'indicator'], indicator),
          ),
        );
        const deals = gap.look_at.flatMap(({ by }, index) =>
          unknownSignal([...path, 'look_at', index, 'by'], by),
        );
        return [...unknownSkill, ...signs, ...deals];
      }),
    ),
    ...skills.flatMap(({ id }, index) =>
      used.has(id) ? [] : [{ path: ['skills', index, 'id'], message: `no step has a possible gap in ${id}` }],
    ),
    ...stages.flatMap(({ step }, index) =>
      stepIds.has(step)
        ? []
        : [{ path: ['stages', index, 'step'], message: `no step ${step} stands under steps` }],
    ),
  ];
}

function unknownSignal(path: YamlPath, id: string | undefined): Fault[] {
  if (id === undefined || isSignalId(id)) return [];
  return [{ path, message: `no indicator is called ${id}${suggestSignal(id)}` }];
}
