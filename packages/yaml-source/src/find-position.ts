import type { Document, LineCounter } from 'yaml';
import type { YamlPath } from './yaml-path.ts';

/** Where the node of that path starts, or the nearest one above it that exists. */
export function findPosition(
  document: Document.Parsed,
  path: YamlPath,
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
