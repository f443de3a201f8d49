import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { nearestName } from './nearest-name.ts';

const prefix = 'STEPUP_';
const fileSuffix = '_FILE';

export interface ConfigProblem {
  variable: string;
  message: string;
}

export type ConfigResult<Config> =
  { kind: 'ok'; config: Config } | { kind: 'invalid'; problems: ConfigProblem[] };

export interface ReadConfigOptions {
  /** Variables that other processes of the same deployment read: known, and ignored here. */
  alsoKnown?: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

function isSet(value: string | undefined): value is string {
  // Compose files hand over `${X:-}` as an empty string: that means "not set" everywhere.
  return value !== undefined && value !== '';
}

function readSecretFile(path: string): { kind: 'ok'; text: string } | { kind: 'failed'; message: string } {
  try {
    return { kind: 'ok', text: readFileSync(path, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return { kind: 'failed', message: `names the file ${path}, which cannot be read (${code})` };
  }
}

function collectValues(
  names: readonly string[],
  environment: Environment,
): { values: Record<string, string>; problems: ConfigProblem[] } {
  const values: Record<string, string> = {};
  const problems: ConfigProblem[] = [];
  for (const name of names) {
    const direct = environment[name];
    const fileVariable = `${name}${fileSuffix}`;
    const path = names.includes(fileVariable) ? undefined : environment[fileVariable];
    if (isSet(direct) && isSet(path)) {
      problems.push({ variable: name, message: `is set twice: directly and through ${fileVariable}` });
    } else if (isSet(direct)) {
      values[name] = direct;
    } else if (isSet(path)) {
      const file = readSecretFile(path);
      if (file.kind === 'failed') problems.push({ variable: fileVariable, message: file.message });
      else if (file.text === '')
        problems.push({ variable: fileVariable, message: `names the empty file ${path}` });
      else values[name] = file.text;
    }
  }
  return { values, problems };
}

function findUnknown(
  names: readonly string[],
  environment: Environment,
  alsoKnown: readonly string[],
): ConfigProblem[] {
  const known = [...names, ...alsoKnown];
  const taken = new Set(known.flatMap((name) => [name, `${name}${fileSuffix}`]));
  return Object.keys(environment)
    .filter((name) => name.startsWith(prefix) && isSet(environment[name]) && !taken.has(name))
    .sort()
    .map((variable) => {
      const nearest = nearestName(variable, known, prefix);
      return {
        variable,
        message: nearest === null ? 'is not known' : `is not known; did you mean ${nearest}?`,
      };
    });
}

function describeIssue(issue: z.core.$ZodIssue, isMissing: boolean): string {
  if (isMissing) return 'must be set';
  switch (issue.code) {
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.message.startsWith('Invalid ') ? `must be a valid ${issue.format}` : issue.message;
    case 'too_small':
      return issue.message.startsWith('Too small') ? `must be at least ${issue.minimum}` : issue.message;
    case 'too_big':
      return issue.message.startsWith('Too big') ? `must be at most ${issue.maximum}` : issue.message;
    default:
      return issue.message;
  }
}

/**
 * Reads the configuration of a process from its environment.
 *
 * The keys of `schema` are the names of the variables (`STEPUP_HTTP_PORT`), its values take text. All
 * problems come back at once: missing and invalid values, files that cannot be read, and set variables
 * that begin with `STEPUP_` and that nobody knows. Every variable `X` may be given as `X_FILE`, the path of
 * a file that holds the value (one newline at its end is dropped). An empty value counts as not set.
 * Messages never repeat a value, since values may be secrets. Rules across variables belong into
 * `schema.superRefine` with `path: [variable]`; zod runs them once every single value is valid.
 */
export function readConfig<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Environment,
  options: ReadConfigOptions = {},
): ConfigResult<z.output<Schema>> {
  const names = Object.keys(schema.shape);
  const { values, problems } = collectValues(names, environment);
  const unreadable = new Set(problems.map(({ variable }) => variable.replace(/_FILE$/, '')));
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const variable = String(issue.path[0] ?? 'configuration');
      if (unreadable.has(variable)) continue;
      const isMissing = issue.code === 'invalid_type' && names.includes(variable) && !(variable in values);
      problems.push({ variable, message: describeIssue(issue, isMissing) });
    }
  }
  problems.push(...findUnknown(names, environment, options.alsoKnown ?? []));
  if (problems.length > 0 || !parsed.success) return { kind: 'invalid', problems };
  return { kind: 'ok', config: parsed.data };
}

/** Problems as text for people: one line each under a heading, sorted by variable. */
export function formatConfigProblems(problems: readonly ConfigProblem[]): string {
  const lines = [...problems]
    .sort((left, right) => (left.variable < right.variable ? -1 : left.variable > right.variable ? 1 : 0))
    .map(({ variable, message }) => `  ${variable} ${message}`);
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return [`The configuration has ${count}:`, ...lines].join('\n');
}
