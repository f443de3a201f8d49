import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, CsvSplitter, recordLimitChars } from './csv-splitter.ts';
import type { Delimiter } from './detect-delimiter.ts';

function split(pieces: readonly string[], delimiter: Delimiter = ',') {
  const splitter = new CsvSplitter(delimiter);
  const records: CsvRecord[] = [];
  for (const piece of pieces) {
    const refusal = splitter.push(piece, records);
    if (refusal !== undefined) return { records, refusal };
  }
  return { records, refusal: splitter.push('', records, true) };
}

function cellsOf(text: string, delimiter: Delimiter = ','): (readonly string[])[] {
  return split([text], delimiter).records.map((record) => record.cells);
}

describe('CsvSplitter', () => {
  it.each([
    [
      'LF',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'CR LF, no line end at the end',
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'CR alone',
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty cells',
      ',\n,,\na,',
      [
        ['', ''],
        ['', '', ''],
        ['a', ''],
      ],
    ],
    ['empty lines are no records', '\n\na\n\n\nb\n\n', [['a'], ['b']]],
    ['quoted delimiter, line end and quote', '"a,1","b\n2","c""3"\n', [['a,1', 'b\n2', 'c"3']]],
    ['a quoted empty cell is a record', '""\n', [['']]],
    ['a quote inside an unquoted cell is text', 'screen 27",x\n', [['screen 27"', 'x']]],
    ['a quoted cell at the very end', 'a,"b"', [['a', 'b']]],
  ])('splits: %s', (_name, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  it.each([';', '\t', '|'] as const)('splits at %j', (delimiter) => {
    expect(cellsOf(`a,1${delimiter}"b${delimiter}2"\n`, delimiter)).toEqual([['a,1', `b${delimiter}2`]]);
  });

  it('names the line on which each record starts, also after line ends inside quotes', () => {
    const { records } = split(['h\n"1\n\r\n2"\r\n\r\nx\r"y\r"\nz']);
    expect(records.map((record) => record.line)).toEqual([1, 2, 6, 7, 9]);
  });

  it('names the line on which a quote opens that never closes', () => {
    const { records, refusal } = split(['a,b\n1,2\n3,"4\n5,6\n', '7,8\n']);
    expect(records).toHaveLength(2);
    expect(refusal).toMatchObject({ code: 'quote_unclosed', line: 3 });
  });

  it('takes a lost quote to cost the lines up to the next quote, and reads on after them', () => {
    const { records, refusal } = split(['1,"lost\n2,"x",y\n3,z\n']);
    expect(refusal).toBeUndefined();
    expect(records[0]).toMatchObject({ line: 1, misplacedQuoteLine: 1 });
    expect(records[1]).toEqual({ line: 3, cells: ['3', 'z'] });
  });

  it('refuses a cell of 10 MB without keeping it, quoted or not', () => {
    const large = 'x'.repeat(100_000);
    for (const [start, code] of [
      ['h\n', 'record_too_large'],
      ['h\n"', 'quote_unclosed'],
    ] as const) {
      const splitter = new CsvSplitter(',');
      const records: CsvRecord[] = [];
      let refusal = splitter.push(start, records);
      let pushed = 0;
      while (refusal === undefined && pushed < 10_000_000) {
        refusal = splitter.push(large, records);
        pushed += large.length;
      }
      expect(refusal).toMatchObject({ code, line: 2 });
      expect(pushed).toBeLessThan(recordLimitChars + 2 * large.length);
    }
  });

  it('refuses a record over the limit that comes whole in one piece', () => {
    expect(split([`h\n${'x'.repeat(recordLimitChars + 1)}\n`]).refusal).toMatchObject({
      code: 'record_too_large',
      line: 2,
    });
  });

  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('"', ',', '\n', '\r', '\r\n', '""', ' a '),
  );
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });

  it('gives back what was quoted, whatever it was', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, lineEnd) => {
        const text = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join(lineEnd);
        expect(cellsOf(text)).toEqual(rows);
      }),
    );
  });

  it('gives the same records and the same refusal wherever the text is cut', () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom('"', ',', '\n', '\r', 'a', 'b"', '\r\n'), fc.string({ maxLength: 3 })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (cut) => {
        expect(split(cut)).toEqual(split([cut.join('')]));
      }),
      { numRuns: 2000 },
    );
  });
});
