import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeStatement } from './analyze-statement.ts';
import { quoteIdentifier, quoteString } from './quote.ts';
import { tokenize } from './tokenize.ts';

const kindOf = (sql: string): string => analyzeStatement(sql).kind;

describe('analyzeStatement', () => {
  it.each([
    ['SELECT 1', 'read'],
    ['  select 1 ;; -- done', 'read'],
    ['/* INSERT INTO t */ SELECT 1', 'read'],
    ['-- INSERT\nSELECT 1', 'read'],
    ['# INSERT\nSELECT 1', 'read'],
    ['((SELECT 1) UNION ALL (SELECT 2))', 'read'],
    ['WITH 1 AS x SELECT x', 'read'],
    ["WITH 'INSERT INTO t' AS x SELECT x", 'read'],
    ['WITH (SELECT 1) AS insert SELECT `insert`', 'read'],
    ['FROM t SELECT a', 'read'],
    ['EXPLAIN SELECT 1', 'read'],
    ['DESC t', 'read'],
    ['SHOW TABLES', 'read'],
    ['EXISTS t', 'read'],
    ['WITH 1 AS x INSERT INTO t SELECT x', 'insert_select'],
    ['INSERT INTO t SELECT 1', 'insert_select'],
    ['INSERT INTO t (SELECT 1)', 'insert_select'],
    ['INSERT INTO t (a, b) SELECT 1, 2 SETTINGS max_threads = 1 FORMAT JSON', 'insert_select'],
    ['INSERT INTO t WITH 1 AS x SELECT x', 'insert_select'],
    ["INSERT INTO FUNCTION null('a UInt8') SELECT 1", 'insert_select'],
    ['INSERT INTO t FORMAT CSV\n1,2', 'insert_data'],
    ['INSERT INTO t (a, `format`) SETTINGS x = 1 FORMAT CSV\n1,2', 'insert_data'],
    ["INSERT INTO t VALUES (1, 'a; DROP TABLE t')", 'insert_data'],
    ['INSERT INTO values.t (values) VALUES (1)', 'insert_data'],
    ['INSERT INTO values VALUES (1)', 'insert_data'],
    ["INSERT INTO t FROM INFILE '/etc/passwd' FORMAT CSV", 'local_file'],
    ["SELECT 1 INTO OUTFILE '/tmp/x'", 'local_file'],
    ['CREATE TABLE t (a Int8) ENGINE = Memory', 'write'],
    ['CREATE VIEW v AS SELECT 1', 'write'],
    ['OPTIMIZE TABLE t FINAL', 'write'],
    ['SET max_threads = 1', 'session_only'],
    ['USE system', 'session_only'],
    ['', 'empty'],
    [' ; -- nothing', 'empty'],
    ['SELECT 1; SELECT 2', 'multiple'],
    ['SELECT 1; DROP TABLE t', 'multiple'],
    ["SELECT ';' ; DROP TABLE t", 'multiple'],
    ["INSERT INTO t VALUES (1, 'a'); DROP TABLE t", 'multiple'],
    ['INSERT INTO t SELECT 1; DROP TABLE t', 'multiple'],
    ["SELECT 'a\\'; SELECT 2'", 'read'],
    ["SELECT 'a''; SELECT 2'", 'read'],
    ['SELECT "a;b", `c;d`, $x$ ; $x$, $$;$$', 'read'],
    ['SELECT 1 /* ; /* ; */ ; */', 'read'],
    ['whatever this is', 'write'],
  ])('%s is %s', (sql, kind) => {
    expect(kindOf(sql)).toBe(kind);
  });

  it('finds where the rows of an INSERT begin and where their source is to be named', () => {
    const sql = 'INSERT INTO t (a, b) SETTINGS max_threads = 1 FORMAT TSV\n\tfirst cell is empty\n';
    const statement = analyzeStatement(sql);
    if (statement.kind !== 'insert_data') throw new Error(statement.kind);
    expect(statement.format).toBe('TSV');
    expect(sql.slice(0, statement.sourceAt)).toBe('INSERT INTO t (a, b) ');
    expect(sql.slice(statement.sourceAt, statement.formatAt)).toBe('SETTINGS max_threads = 1 ');
    expect(sql.slice(statement.dataStart)).toBe('\tfirst cell is empty\n');
  });

  it.each([
    ['SELECT 1 AS format FORMAT Parquet', 'SELECT 1 AS format '],
    ["SELECT ';' AS a SETTINGS x = 1 format CSVWithNames ; -- done", "SELECT ';' AS a SETTINGS x = 1 "],
    ['SELECT (SELECT 1) ;;', 'SELECT (SELECT 1) '],
    ['/* name */ WITH 1 AS a SELECT a -- FORMAT Null', '/* name */ WITH 1 AS a SELECT a'],
  ])('knows where the rows end: %s', (sql, rows) => {
    const statement = analyzeStatement(sql);
    expect(statement.kind === 'read' && sql.slice(0, statement.rowsEndAt)).toBe(rows);
  });

  it('reads the output format, but not from a column of that name', () => {
    expect(analyzeStatement('SELECT 1 AS format, 2 FORMAT JSONEachRow')).toMatchObject({
      format: 'JSONEachRow',
    });
    expect(analyzeStatement("SELECT format('{}', 1)")).toMatchObject({ format: undefined });
  });

  it('does not stream what the engine cannot stream', () => {
    expect(analyzeStatement('SELECT a FROM t')).toMatchObject({ streamable: true });
    expect(analyzeStatement('SELECT a, count() FROM t GROUP BY a WITH TOTALS')).toMatchObject({
      streamable: false,
    });
    expect(analyzeStatement('SHOW TABLES')).toMatchObject({ streamable: false });
  });

  it('never sees a second statement inside a quoted text, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...`' " \` \\ ; \n \0 - / * $ # é 漢 🙂 a (`.split(' '), ' ') }),
        (text) => {
          const sql = Buffer.from(
            `SELECT ${quoteString(text)} AS ${quoteIdentifier(text)} FORMAT JSON`,
          ).toString('latin1');
          expect(analyzeStatement(sql)).toMatchObject({ kind: 'read', format: 'JSON' });
        },
      ),
    );
  });

  it('reads any text without an exception, and every token once and in order', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'a b ; \' " ` $ / * - # ( ) [ ] { } \\ \n 1'.split(' '), ' ') }),
        (sql) => {
          let end = 0;
          for (const token of tokenize(sql)) {
            expect(token.start).toBeGreaterThanOrEqual(end);
            expect(token.end).toBeGreaterThan(token.start);
            end = token.end;
          }
          expect(end).toBeLessThanOrEqual(sql.length);
          analyzeStatement(sql);
        },
      ),
    );
  });
});
