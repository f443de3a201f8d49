import type { Readable, Transform } from 'node:stream';

/** The source's bytes through a transform. Unlike `pipe`, an error of the source reaches the reader, and a reader who stops ends both. */
export function pipeThrough(source: Readable, transform: Transform): Transform {
  source.once('error', (error) => transform.destroy(error));
  transform.once('close', () => source.destroy());
  return source.pipe(transform);
}
