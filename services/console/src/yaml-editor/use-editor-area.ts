import { type RefObject, useRef } from 'react';
import { lineStart } from './line-start.ts';

const lineHeightPixels = 20;
/** Lines shown above the one that is gone to. */
const linesAbove = 4;

/** The text area of an editor, and a way to put the cursor onto a line of it. */
export function useEditorArea(text: string): {
  area: RefObject<HTMLTextAreaElement | null>;
  goToLine: (line: number, column: number) => void;
} {
  const area = useRef<HTMLTextAreaElement>(null);
  return {
    area,
    goToLine: (line, column) => {
      const start = lineStart(text, line) + column - 1;
      area.current?.focus();
      area.current?.setSelectionRange(start, start);
      area.current?.scrollTo({ top: Math.max(0, (line - linesAbove) * lineHeightPixels) });
    },
  };
}
