import { type Document, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { findPosition } from './find-position.ts';
import { toFaults } from './to-faults.ts';
import type { YamlPath } from './yaml-path.ts';

/** A fault of a text. Lines and columns count from 1; `path` is like `pipelines[0].stages[2].position`. */
export interface PlacedProblem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** What a text says, with a way to place what else is wrong with it, or every fault at once. */
export type ReadYaml<Value> =
  | {
      readonly kind: 'ok';
      readonly value: Value;
      readonly locate: (path: YamlPath, message: string) => PlacedProblem;
    }
  | { readonly kind: 'invalid'; readonly problems: readonly PlacedProblem[] };

interface ReadOptions {
  /** `text`: every scalar stays the text it is. `typed`: numbers and truth values as YAML 1.2 has them. */
  readonly scalars: 'text' | 'typed';
  /** Where a value that may have one of several shapes says which. */
  readonly unionKey?: { readonly key: string; readonly message: string };
}

/** Reads YAML 1.2 by a schema. Throws for nothing that the text can be guilty of. */
export function readYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  { scalars, unionKey }: ReadOptions,
): ReadYaml<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: scalars === 'text' ? 'failsafe' : 'core',
    prettyErrors: false,
  });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { line, column: col, path: '', message: `not valid YAML: ${error.message}` };
    });
    return { kind: 'invalid', problems };
  }
  const locate = (path: YamlPath, message: string): PlacedProblem => ({
    ...findPosition(document, path, lines),
    path: writePath(path),
    message,
  });
  const read = readValue(document);
  if (read.kind === 'invalid') return { kind: 'invalid', problems: [locate([], read.message)] };
  const parsed = schema.safeParse(read.value, { reportInput: true });
  if (parsed.success) return { kind: 'ok', value: parsed.data, locate };
  const problems = parsed.error.issues
    .flatMap((issue) => toFaults(issue, unionKey))
    .map((fault) => locate(fault.path, fault.message));
  return { kind: 'invalid', problems };
}

/** The plain value; aliases that multiply beyond measure, or point nowhere, are a fault of the text. */
function readValue(
  document: Document.Parsed,
): { kind: 'value'; value: unknown } | { kind: 'invalid'; message: string } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return { kind: 'value', value };
  } catch (error) {
    if (error instanceof ReferenceError)
      return { kind: 'invalid', message: `not valid YAML: ${error.message}` };
    throw error;
  }
}

function writePath(path: YamlPath): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') return `${written}[${String(key)}]`;
    return written === '' ? key : `${written}.${key}`;
  }, '');
}
