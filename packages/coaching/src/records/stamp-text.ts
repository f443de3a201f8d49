import type { Written } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import type { BrokenRule } from '../rule.ts';
import type { Stamp } from './record-kind.ts';

/** A text with who wrote it and when. */
export function write(text: string, { by, side, at, late }: Stamp): Written {
  return { text, by, side, at, late };
}

/** Blank texts say nothing, whatever their length. */
export function requireTexts(...texts: readonly (string | undefined)[]): readonly BrokenRule[] {
  return texts.some((text) => text !== undefined && text.trim() === '') ? [breakRule('text_empty')] : [];
}
