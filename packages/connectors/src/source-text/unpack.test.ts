import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { collect } from '../testing/collect.ts';
import { unpackBytes } from './unpack.ts';

async function unpack(bytes: Uint8Array, chunkBytes = 1000) {
  async function* chunks() {
    await Promise.resolve();
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  let text = '';
  for await (const step of unpackBytes(chunks())) {
    if (step.kind === 'file_refused') return { text, refusal: step };
    text += step.bytes.toString();
  }
  return { text, refusal: undefined };
}

const plain = 'deal_id,stage\n'.repeat(1000);

describe('unpackBytes', () => {
  it.each([1, 3, 1000])('knows gzip by its first bytes, in chunks of %i', async (chunkBytes) => {
    expect(await unpack(gzipSync(plain), chunkBytes)).toEqual({ text: plain, refusal: undefined });
    expect(await unpack(Buffer.from(plain), chunkBytes)).toEqual({ text: plain, refusal: undefined });
  });

  it('reads files that were packed apart and put together', async () => {
    expect(await unpack(Buffer.concat([gzipSync('a\n'), gzipSync('b\n')]))).toMatchObject({ text: 'a\nb\n' });
  });

  it.each(['', 'a', 'abc'])('passes on the short file %j', async (text) => {
    expect(await unpack(Buffer.from(text))).toEqual({ text, refusal: undefined });
  });

  it('refuses gzip that is cut off or damaged', async () => {
    const packed = gzipSync(plain);
    expect((await unpack(packed.subarray(0, packed.length - 12))).refusal).toMatchObject({
      code: 'gzip_damaged',
    });
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 20, 40);
    expect((await unpack(damaged)).refusal).toMatchObject({ code: 'gzip_damaged' });
  });

  it('refuses a zip archive or spreadsheet by name', async () => {
    expect((await unpack(Buffer.from('PK\u0003\u0004....'))).refusal).toMatchObject({
      code: 'file_kind_unsupported',
    });
  });

  it('refuses a file that the system cannot read, and passes bugs on', async () => {
    async function* failing(error: Error): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      yield Buffer.from('deal');
      throw error;
    }
    const system = Object.assign(new Error('gone'), { code: 'EIO' });
    const steps = await collect(unpackBytes(failing(system)));
    expect(steps.at(-1)).toMatchObject({ kind: 'file_refused', code: 'file_unreadable' });
    await expect(collect(unpackBytes(failing(new Error('a bug'))))).rejects.toThrow('a bug');
  });
});
