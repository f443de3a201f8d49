import type { Mapping } from '../mapping/compiled-mapping.ts';
import type { FileRefusal, RowRefusal } from '../refusal.ts';
import type { ImportStep } from './import-step.ts';

/** A refused row, or a skipped one where the mapping wants such rows skipped. */
export function toRefusedStep(
  refusal: RowRefusal,
  at: {
    readonly scope: 'row' | 'activity';
    readonly file: string;
    readonly line: number;
    readonly mapping: Mapping;
  },
): ImportStep {
  const { scope, file, line } = at;
  if (at.mapping.file.unmappable_rows === 'skip')
    return { kind: 'skipped', scope, reason: refusal.code, file, line };
  const { code, message, column } = refusal;
  return { kind: 'refused', scope, code, file, line, ...(column === undefined ? {} : { column }), message };
}

/** The last step of an import that ends early. */
export function toFileStep(file: string, refusal: FileRefusal): ImportStep {
  const { code, line, column, message } = refusal;
  return {
    kind: 'refused',
    scope: 'file',
    code,
    file,
    line,
    ...(column === undefined ? {} : { character: column }),
    message,
  };
}
