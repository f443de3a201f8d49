import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('sorts fields by UTF-16 code units, at every level', () => {
    const value = {
      '€': 1,
      '\r': 2,
      '\u{1f600}': 3,
      '\ufb33': 4,
      '1': 5,
      '10': 6,
      b: { z: 1, a: [{ d: 1, c: 2 }] },
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":5,"10":6,"b":{"a":[{"c":2,"d":1}],"z":1},"€":1,"\u{1f600}":3,"\ufb33":4}',
    );
  });

  it('writes numbers and texts as RFC 8785 asks', () => {
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
    expect(canonicalJson('€$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  it('leaves out fields that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
  });

  it.each([
    ['lone surrogate', '\ud800'],
    ['NaN', Number.NaN],
    ['bigint', 1n],
    ['undefined', undefined],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });

  it('refuses a lone surrogate in a field name', () => {
    expect(() => canonicalJson({ '\udc00': 1 })).toThrow(TypeError);
  });

  it('does not depend on the order of fields, and means the same value', () => {
    const json = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(
      fc.property(json, fc.nat(), (value, turn) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reorder(value, turn))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

function reorder(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => reorder(member, turn));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    reorder(member, turn),
  ]);
  const cut = entries.length === 0 ? 0 : turn % entries.length;
  const turned = [...entries.slice(cut), ...entries.slice(0, cut)];
  return Object.fromEntries(turn % 2 === 0 ? turned : turned.reverse());
}
