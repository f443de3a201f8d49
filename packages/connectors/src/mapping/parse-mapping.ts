import { type Document, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { acceptDraft } from './draft-event.ts';
import { compileMapping } from './compile-mapping.ts';
import type { Mapping } from './compiled-mapping.ts';
import { makeDefinitionEvents } from './definition-events.ts';
import { mappingFile } from './mapping-schema.ts';

/** A fault of a mapping file. Lines and columns count from 1; `path` is like `pipelines[0].stages[2].position`. */
export interface MappingProblem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

type ParsedMapping =
  | { readonly kind: 'ok'; readonly mapping: Mapping }
  | { readonly kind: 'invalid'; readonly problems: readonly MappingProblem[] };

type Path = readonly (string | number)[];

/** Reads a mapping file (YAML 1.2) and checks everything that can be checked without the rows; finds all faults at once. */
export function parseMapping(text: string): ParsedMapping {
  const lines = new LineCounter();
  // The failsafe schema leaves every scalar the text it is, so that a cell "007" or "no" is matched as written.
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      kind: 'invalid',
      problems: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { line, column: col, path: '', message: `not valid YAML: ${error.message}` };
      }),
    };
  }
  const toProblem = (path: Path, message: string): MappingProblem => ({
    ...findPosition(document, path, lines),
    path: writePath(path),
    message,
  });
  const read = readValue(document);
  if (read.kind === 'invalid') return { kind: 'invalid', problems: [toProblem([], read.message)] };
  const parsed = mappingFile.safeParse(read.value, { reportInput: true });
  if (!parsed.success) {
    return {
      kind: 'invalid',
      problems: parsed.error.issues
        .flatMap((issue) => toFaults(issue))
        .map((fault) => toProblem(fault.path, fault.message)),
    };
  }
  const compiled = compileMapping(parsed.data);
  if (compiled.kind === 'invalid') {
    return {
      kind: 'invalid',
      problems: compiled.faults.map((fault) => toProblem(fault.path, fault.message)),
    };
  }
  const problems: MappingProblem[] = [];
  for (const { path, draft } of makeDefinitionEvents(compiled.mapping)) {
    const accepted = acceptDraft(draft, { tenant: 'default', receivedAt: draft.time });
    if (accepted.kind === 'row_refused') problems.push(toProblem(path, accepted.message));
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', mapping: compiled.mapping };
}

/** The plain value; aliases that multiply beyond measure, or point nowhere, are a fault of the file. */
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

function toFaults(issue: z.core.$ZodIssue): { path: Path; message: string }[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `${JSON.stringify(key)} is not known here`,
      }));
    case 'invalid_union':
      return [
        {
          path: [...path, 'format'],
          message: 'must be "deal_rows" (one row a deal) or "event_rows" (one row an event)',
        },
      ];
    case 'invalid_value':
      return [
        { path, message: `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}` },
      ];
    case 'invalid_type':
      return [
        {
          path,
          message:
            issue.input === undefined
              ? `is missing (${kindOf(issue.expected)})`
              : `must be ${kindOf(issue.expected)}`,
        },
      ];
    case 'too_small':
      return [{ path, message: issue.origin === 'string' ? issue.message : 'must not be empty' }];
    default:
      return [{ path, message: issue.message }];
  }
}

function kindOf(expected: string): string {
  switch (expected) {
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'a block of keys';
    default:
      return 'a text';
  }
}

function writePath(path: Path): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') return `${written}[${String(key)}]`;
    return written === '' ? key : `${written}.${key}`;
  }, '');
}

/** Where the node of that path starts, or the nearest one above it that exists. */
function findPosition(
  document: Document.Parsed,
  path: Path,
  lines: LineCounter,
): { line: number; column: number } {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const start = rangeStart(node);
    if (start === undefined) continue;
    const { line, col } = lines.linePos(start);
    return { line, column: col };
  }
  return { line: 1, column: 1 };
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}
