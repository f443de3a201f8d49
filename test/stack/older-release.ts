/** Imported before a service, and before each of its threads, makes it one of an earlier release: its source is this one's without one type of event. */
import { registerHooks } from 'node:module';
import { newTypePattern } from './newer-type.ts';

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith('/contracts/src/events/sales-event.ts')) return loaded;
    const { source } = loaded;
    const text = source instanceof Uint8Array ? Buffer.from(source).toString() : source;
    if (typeof text !== 'string') throw new Error('the types of events have a source');
    const lines = text.split('\n');
    return { ...loaded, source: lines.filter((line) => !newTypePattern.test(line)).join('\n') };
  },
});
