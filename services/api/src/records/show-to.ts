import type { RecordSide } from '@stepup/contracts';
import type { RecordDefinition } from './record-definition.ts';

/** The content as somebody on that side sees it. */
export function showTo<Content extends { state: string }>(
  { shownToReader }: Pick<RecordDefinition<object, { kind: string }, Content>, 'shownToReader'>,
  content: Content,
  side: RecordSide,
  personId: string,
): Content {
  return side === 'reader' && shownToReader !== undefined ? shownToReader(content, personId) : content;
}
