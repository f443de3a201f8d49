import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLineBuffer } from './line-buffer.ts';

it('holds its lines as UTF-8, each with an end', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 })), (lines) => {
      const buffer = createLineBuffer();
      for (const line of lines) buffer.add(line);
      expect(Buffer.from(buffer.take())).toEqual(Buffer.from(lines.map((line) => `${line}\n`).join('')));
    }),
  );
});
