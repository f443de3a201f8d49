import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, type StatedEncoding } from './decode-text.ts';

async function decode(chunks: readonly Uint8Array[], encoding?: StatedEncoding) {
  async function* bytes() {
    await Promise.resolve();
    for (const chunk of chunks) yield { kind: 'bytes' as const, bytes: Buffer.from(chunk) };
  }
  let text = '';
  for await (const step of decodeText(bytes(), encoding)) {
    if (step.kind === 'file_refused') return { text, refusal: step };
    text += step.text;
  }
  return { text, refusal: undefined };
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('decodeText', () => {
  it.each<[string, Buffer, StatedEncoding | undefined, string]>([
    ['UTF-8', Buffer.from('Ørsted\n€'), undefined, 'Ørsted\n€'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffa,b'), undefined, 'a,b'],
    ['UTF-16 LE by its mark', Buffer.from('\ufeffZoë', 'utf16le'), undefined, 'Zoë'],
    ['UTF-16 BE by its mark', utf16be('\ufeffZoë😀'), undefined, 'Zoë😀'],
    ['UTF-16 LE as stated', Buffer.from('Zoë', 'utf16le'), 'utf-16le', 'Zoë'],
    ['windows-1252 as stated', Buffer.from([0x80, 0x20, 0xe9, 0x93]), 'windows-1252', '€ é“'],
    ['latin1 read as windows-1252', Buffer.from([0xe9]), 'latin1', 'é'],
    ['a mark against what is stated', Buffer.from('\ufeffé'), 'windows-1252', 'é'],
  ])('reads %s', async (_name, bytes, encoding, text) => {
    expect(await decode([bytes], encoding)).toEqual({ text, refusal: undefined });
  });

  it.each<[string, (string | number[])[], number]>([
    ['in the first line', ['a,', [0xe9], 'b\n'], 1],
    ['after LF', ['a\nb\nc', [0xe9], '\nd'], 3],
    ['after CR LF and CR', ['a\r\nb\rc', [0xff], '\nd'], 3],
    ['as an overlong form', ['a\n', [0xc0, 0x80]], 2],
    ['as a lone surrogate', ['a\n', [0xed, 0xa0, 0x80], 'x'], 2],
    ['cut off at the end', ['a\nb', [0xe2, 0x82]], 2],
  ])('refuses invalid UTF-8 with its line: %s', async (_name, parts, line) => {
    const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
    const whole = await decode([bytes]);
    expect(whole.refusal).toMatchObject({ code: 'encoding_invalid', line });
    const inBytes = await decode([...bytes].map((byte) => Buffer.of(byte)));
    expect(inBytes.refusal).toMatchObject({ code: 'encoding_invalid', line });
  });

  it('refuses invalid UTF-16 with its line', async () => {
    const bytes = Buffer.concat([Buffer.from('\ufeffa\nb', 'utf16le'), Buffer.of(0x00, 0xd8, 0x41, 0x00)]);
    expect((await decode([bytes])).refusal).toMatchObject({ code: 'encoding_invalid', line: 2 });
  });

  it('refuses UTF-16 without a mark, saying what to state', async () => {
    const { refusal } = await decode([Buffer.from('deal;stage\n1;A\n', 'utf16le')]);
    expect(refusal).toMatchObject({ code: 'encoding_not_stated' });
    expect(refusal?.message).toContain('encoding: utf-16le');
  });

  it.each<[string, (string | number[])[], string]>([
    ['zero bytes', ['a\n\u0800', [0]], 'encoding_not_stated'],
    ['zero bytes before others that are not valid', ['a\n', [0], 'b\n', [0xff]], 'encoding_not_stated'],
    ['bytes that are not valid before zero bytes', ['a\n', [0xff, 0]], 'encoding_invalid'],
  ])('blames the line of what comes first: %s', async (_name, parts, code) => {
    const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
    expect((await decode([bytes])).refusal).toMatchObject({ code, line: 2 });
    const inBytes = await decode([...bytes].map((byte) => Buffer.of(byte)));
    expect(inBytes.refusal).toMatchObject({ code, line: 2 });
  });

  it('decodes the same wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.array(fc.nat(20)), async (text, cuts) => {
        const bytes = Buffer.from(text);
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of [...cuts, bytes.length]) {
          if (at < bytes.length) chunks.push(bytes.subarray(at, at + cut + 4));
          at += cut + 4;
        }
        const [cutUp, whole] = [await decode(chunks), await decode([bytes])];
        expect(cutUp.refusal).toEqual(whole.refusal);
        // A refused file gives whatever text came before the chunk that is to blame.
        if (whole.refusal === undefined) expect(cutUp.text).toBe(whole.text);
      }),
    );
  });
});
