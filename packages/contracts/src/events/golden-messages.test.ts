import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { parseEvent } from './parse-event.ts';
import { requiredScope } from './scope.ts';
import { anySalesEvent, salesEventSchemas, salesEventTypes } from './sales-event.ts';
import { joinTexts, splitTexts } from './texts.ts';

const folder = new URL('../../examples/', import.meta.url);
const context = { receivedAt: '2026-11-22T12:00:00.000000Z', tenant: 'acme' };

const goldens = readdirSync(folder).map((file) => {
  const message: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  return { file, message };
});

describe('golden messages', () => {
  it('are there for every type, minimal and full', () => {
    const nameOf = (type: string) => type.split('.').slice(1, 3).join('-');
    const wanted = salesEventTypes.flatMap((type) => [
      `${nameOf(type)}.full.json`,
      `${nameOf(type)}.minimal.json`,
    ]);
    expect(goldens.map(({ file }) => file).sort()).toEqual(wanted.sort());
  });

  it.each(goldens)('$file is accepted, and accepted again unchanged', ({ message }) => {
    const result = parseEvent(message, context);
    if (result.kind !== 'accepted') throw new Error(JSON.stringify(result.problems));
    expect(parseEvent(result.event, context)).toEqual(result);
    expect(result.event.time).toMatch(/^2026-03-02T08:15:30\.\d{6}Z$/);
  });

  it.each(goldens)('$file loses nothing', ({ message }) => {
    const result = parseEvent(message, context);
    if (result.kind !== 'accepted') throw new Error(JSON.stringify(result.problems));
    expect(fieldsOf(result.event)).toEqual(expect.arrayContaining(fieldsOf(message)));
  });

  it.each(goldens.filter(({ file }) => file.endsWith('full.json')))(
    '$file uses every field of its type',
    ({ message }) => {
      const result = parseEvent(message, context);
      if (result.kind !== 'accepted') throw new Error(JSON.stringify(result.problems));
      const known = Object.keys(salesEventSchemas[result.event.type].shape.data.shape);
      expect(Object.keys(result.event.data)).toEqual(expect.arrayContaining(known));
    },
  );
});

describe('the list of types', () => {
  it('is the same in all its forms', () => {
    expect(Object.keys(salesEventSchemas)).toEqual([...salesEventTypes]);
    expect(anySalesEvent.options.map((option) => option.shape.type.value)).toEqual([...salesEventTypes]);
  });

  it('asks for people:write exactly where it is about people and what may be known of them', () => {
    const privileged = salesEventTypes.filter((type) => requiredScope(type) === 'people:write');
    expect(privileged).toEqual([
      'sales.person.changed.v1',
      'sales.person.erased.v1',
      'sales.content.switched.v1',
    ]);
  });
});

describe('whatever is sent', () => {
  const golden = fc.constantFrom(...goldens.map(({ message }) => message));
  const plausible = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(null, true, '2026-03-01T00:00:00Z'));
  const replacement = fc.oneof(plausible, fc.jsonValue({ stringUnit: 'binary' }));
  // A golden message with one place replaced by anything reaches far deeper than plain random JSON.
  const damaged = fc
    .tuple(golden, fc.infiniteStream(fc.nat(20)), replacement)
    .map(([message, turns, value]) => replaceSomewhere(message, turns, value));

  it('nothing throws, and what is accepted can be stored, split and joined', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: damaged }, fc.jsonValue()), (input) => {
        const result = parseEvent(input, context);
        if (result.kind === 'refused') {
          expect(result.problems.length).toBeGreaterThan(0);
          return;
        }
        accepted += 1;
        expect(parseEvent(result.event, context)).toEqual(result);
        expect(canonicalJson(JSON.parse(JSON.stringify(result.event)))).toBe(canonicalJson(result.event));
        const { event, texts } = splitTexts(result.event);
        expect(canonicalJson(joinTexts(event, texts))).toBe(canonicalJson(result.event));
        expect(parseEvent(event, context).kind).toBe('accepted');
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

function fieldsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, member]) => fieldsOf(member, `${path}/${key}`)),
  ].filter(
    // A text is widened to a list of one.
    (field) => !field.endsWith('/exit_criteria'),
  );
}

function replaceSomewhere(value: unknown, turns: Iterator<number>, replacement: unknown): unknown {
  const turn = turns.next();
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const chosen = entries[(turn.done === true ? 0 : turn.value) % (entries.length + 1)];
  if (chosen === undefined) return replacement;
  const [key, member] = chosen;
  if (Array.isArray(value)) return value.with(Number(key), replaceSomewhere(member, turns, replacement));
  return { ...Object.fromEntries(entries), [key]: replaceSomewhere(member, turns, replacement) };
}
