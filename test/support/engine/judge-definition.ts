/** A definition of an indicator as digests. */
export interface ToldDefinition {
  /** Words, formula and rules. */
  readonly meaning: string;
  /** The statements that it is asked with. */
  readonly sql: string;
  /** What it answers about histories that stay the same. */
  readonly answers: string;
}

/**
 * What became of a definition since it was recorded. `told_otherwise`: other statements with the same answers, which may be recorded;
 * `changed`: another meaning or other answers under the same version, which needs a new one; `gone`: somebody may still compare with it.
 */
export type DefinitionVerdict = 'same' | 'new' | 'told_otherwise' | 'changed' | 'gone';

export function judgeDefinition(
  recorded: ToldDefinition | undefined,
  found: ToldDefinition | undefined,
): DefinitionVerdict {
  if (recorded === undefined) return 'new';
  if (found === undefined) return 'gone';
  if (recorded.meaning !== found.meaning || recorded.answers !== found.answers) return 'changed';
  return recorded.sql === found.sql ? 'same' : 'told_otherwise';
}

/** What is to be done about each verdict but `same`, by definition. */
export function judgeDefinitions(
  recorded: Readonly<Record<string, ToldDefinition>>,
  found: Readonly<Record<string, ToldDefinition>>,
): { definition: string; verdict: DefinitionVerdict }[] {
  return [...new Set([...Object.keys(recorded), ...Object.keys(found)])]
    .toSorted()
    .map((definition) => ({
      definition,
      verdict: judgeDefinition(recorded[definition], found[definition]),
    }))
    .filter(({ verdict }) => verdict !== 'same');
}
