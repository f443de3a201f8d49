import { type FileRefusal, refuseFile } from '../refusal.ts';
import type { SourceRowStep } from '../source-row.ts';
import type { TextChunk } from '../source-text/decode-text.ts';
import { XesEventParser, type XesOptions } from './xes-event-parser.ts';

/** Rows of a XES log, in lots of one text chunk each; what is not well-formed refuses the file and ends the stream. */
export async function* readXesRows(
  chunks: AsyncIterable<TextChunk | FileRefusal>,
  options: XesOptions,
): AsyncGenerator<readonly SourceRowStep[] | FileRefusal> {
  const parser = new XesEventParser(options);
  let isEmpty = true;
  for await (const chunk of chunks) {
    if (chunk.kind === 'file_refused') {
      yield chunk;
      return;
    }
    if (isEmpty && chunk.text.trim() !== '') {
      isEmpty = false;
      if (!chunk.text.trimStart().startsWith('<')) {
        yield refuseFile(
          'file_kind_unsupported',
          1,
          'This is no XML, so no XES log. A table is imported with "import csv".',
        );
        return;
      }
    }
    const { rows, refusal } = parser.push(chunk.text, false);
    if (rows.length > 0) yield rows;
    if (refusal !== undefined) {
      yield refusal;
      return;
    }
  }
  if (isEmpty) {
    yield refuseFile('file_empty', 1, 'The file is empty. Export the log again.');
    return;
  }
  const { rows, refusal } = parser.push('', true);
  if (rows.length > 0) yield rows;
  if (refusal !== undefined) yield refusal;
}
