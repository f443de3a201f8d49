import { type PlacedProblem, readYaml } from '@stepup/yaml-source';
import { acceptDraft } from './draft-event.ts';
import { compileMapping } from './compile-mapping.ts';
import type { Mapping } from './compiled-mapping.ts';
import { makeDefinitionEvents } from './definition-events.ts';
import { mappingFile } from './mapping-schema.ts';

/** A fault of a mapping file, at its line. */
export type MappingProblem = PlacedProblem;

type ParsedMapping =
  | { readonly kind: 'ok'; readonly mapping: Mapping }
  | { readonly kind: 'invalid'; readonly problems: readonly MappingProblem[] };

const unionKey = {
  key: 'format',
  message: 'must be "deal_rows" (one row a deal) or "event_rows" (one row an event)',
};

/** Reads a mapping file (YAML 1.2) and checks everything that can be checked without the rows; finds all faults at once. */
export function parseMapping(text: string): ParsedMapping {
  // Every scalar stays the text it is, so that a cell "007" or "no" is matched as written.
  const read = readYaml(text, mappingFile, { scalars: 'text', unionKey });
  if (read.kind === 'invalid') return read;
  const compiled = compileMapping(read.value);
  if (compiled.kind === 'invalid') {
    return {
      kind: 'invalid',
      problems: compiled.faults.map((fault) => read.locate(fault.path, fault.message)),
    };
  }
  const problems: MappingProblem[] = [];
  for (const { path, draft } of makeDefinitionEvents(compiled.mapping)) {
    const accepted = acceptDraft(draft, { tenant: 'default', receivedAt: draft.time });
    if (accepted.kind === 'row_refused') problems.push(read.locate(path, accepted.message));
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', mapping: compiled.mapping };
}
