import { type Token, tokenize } from './tokenize.ts';

/** What the front has to know about a statement before it hands it to the engine. Offsets are byte offsets. */
export type Statement =
  | { readonly kind: 'empty' }
  | { readonly kind: 'multiple'; readonly secondAt: number }
  /** Reads only: may run beside writes on a read-only connection. */
  | {
      readonly kind: 'read';
      readonly format: string | undefined;
      /** Where the rows end and `FORMAT x`, a semicolon or nothing begins. */
      readonly rowsEndAt: number;
      readonly streamable: boolean;
    }
  /** INSERT whose rows stand behind its head: the head ends at `headEnd`, the rows begin at `dataStart`. */
  | {
      readonly kind: 'insert_data';
      readonly format: string;
      /** Where the clause that names the source of the rows belongs: before SETTINGS, FORMAT or VALUES. */
      readonly sourceAt: number;
      /** Where SETTINGS end and `FORMAT x` or `VALUES` begins. */
      readonly formatAt: number;
      readonly dataStart: number;
    }
  /** INSERT that brings its own rows (INSERT … SELECT). */
  | { readonly kind: 'insert_select' }
  /** SET or USE: without a session it has no effect beyond being checked. */
  | { readonly kind: 'session_only' }
  /** Reads or writes a file of the machine (INTO OUTFILE, FROM INFILE): a server refuses it over HTTP. */
  | { readonly kind: 'local_file' }
  /** Everything else (DDL, mutations, SYSTEM, KILL …): treated as a write. */
  | { readonly kind: 'write'; readonly format: string | undefined };

const READ_KEYWORDS = new Set(['SELECT', 'WITH', 'FROM', 'SHOW', 'DESCRIBE', 'DESC', 'EXPLAIN', 'EXISTS']);
/** The engine streams SELECT only; to EXPLAIN, SHOW and the like it answers code 36. */
const STREAMED_KEYWORDS = new Set(['SELECT', 'WITH', 'FROM']);
const END_OF_DATA_HEAD = /[ \t\f]*(\r?\n)?/y;

/**
 * Decides what a statement is. Unknown or ambiguous statements count as writes: the write lane can run
 * anything, a read-only connection cannot.
 *
 * @param sql the statement, decoded as latin1
 */
export function analyzeStatement(sql: string): Statement {
  const tokens = tokenize(sql);
  const first = nextBeyondBrackets(tokens);
  if (first === undefined) return { kind: 'empty' };
  if (first.text === 'INSERT') return analyzeInsert(sql, tokens);
  return analyzeRest(sql, first, tokens);
}

function nextBeyondBrackets(tokens: Iterator<Token>): Token | undefined {
  for (let step = tokens.next(); step.done !== true; step = tokens.next()) {
    if (step.value.text !== '(' && step.value.text !== ';') return step.value;
  }
  return undefined;
}

function analyzeInsert(sql: string, tokens: Iterable<Token>): Statement {
  let settingsAt: number | undefined;
  let previous: Token | undefined;
  let semicolonAt: number | undefined;
  let select = false;
  for (const token of tokens) {
    if (semicolonAt !== undefined && token.text !== ';') return { kind: 'multiple', secondAt: token.start };
    const keyword = token.kind === 'word' && token.depth === 0 && previous?.text !== '.' ? token.text : '';
    if (token.text === ';' && token.depth === 0) semicolonAt ??= token.start;
    if (keyword === 'INFILE' && previous?.text === 'FROM') return { kind: 'local_file' };
    if (!select && keyword === 'SETTINGS') settingsAt ??= token.start;
    if (keyword === 'SELECT' || keyword === 'WITH' || keyword === 'WATCH') select = true;
    if (token.text === '(' && isSubquery(previous)) select ||= startsWithSelect(sql, token.end);
    if (!select && keyword === 'VALUES' && previous?.text !== 'INTO' && previous?.text !== 'TABLE') {
      return (
        secondStatementAfterValues(sql, token.end) ?? {
          kind: 'insert_data',
          format: 'Values',
          sourceAt: settingsAt ?? token.start,
          formatAt: token.start,
          dataStart: token.end,
        }
      );
    }
    if (!select && token.kind === 'word' && token.depth === 0 && previous?.text === 'FORMAT') {
      END_OF_DATA_HEAD.lastIndex = token.end;
      const gap = END_OF_DATA_HEAD.exec(sql)?.[0].length ?? 0;
      return {
        kind: 'insert_data',
        format: sql.slice(token.start, token.end),
        sourceAt: settingsAt ?? previous.start,
        formatAt: previous.start,
        dataStart: token.end + gap,
      };
    }
    previous = token;
  }
  return { kind: 'insert_select' };
}

/** After `INSERT INTO t` a bracket opens the column list, or a SELECT in brackets. */
function isSubquery(previous: Token | undefined): boolean {
  return previous !== undefined && previous.text !== 'FUNCTION';
}

function startsWithSelect(sql: string, from: number): boolean {
  const next = nextBeyondBrackets(tokenize(sql.slice(from, from + 4096)));
  return next?.kind === 'word' && (next.text === 'SELECT' || next.text === 'WITH');
}

function secondStatementAfterValues(sql: string, from: number): Statement | undefined {
  let semicolon = false;
  for (const token of tokenize(sql.slice(from))) {
    if (token.text === ';' && token.depth === 0) semicolon = true;
    else if (semicolon) return { kind: 'multiple', secondAt: from + token.start };
  }
  return undefined;
}

function analyzeRest(sql: string, first: Token, tokens: Iterable<Token>): Statement {
  let previous = first;
  let format: string | undefined;
  let rowsEndAt: number | undefined;
  let totals = false;
  let insert = false;
  let outfile = false;
  let ended = false;
  for (const token of tokens) {
    if (token.text === ';' && token.kind === 'punctuation') {
      ended = true;
      rowsEndAt ??= token.start;
      continue;
    }
    if (ended) return { kind: 'multiple', secondAt: token.start };
    if (token.kind === 'word') {
      if (previous.text === 'FORMAT' && previous.kind === 'word' && token.depth === 0) {
        format = sql.slice(token.start, token.end);
        rowsEndAt = previous.start;
      }
      if (token.text === 'TOTALS' || token.text === 'EXTREMES') totals = true;
      if (token.text === 'INSERT' && token.depth === 0 && previous.text !== 'AS') insert = true;
      if (token.text === 'OUTFILE' && previous.text === 'INTO') outfile = true;
    }
    previous = token;
  }
  if (outfile) return { kind: 'local_file' };
  if (first.kind !== 'word') return { kind: 'write', format };
  if (first.text === 'SET' || first.text === 'USE') return { kind: 'session_only' };
  if (READ_KEYWORDS.has(first.text) && !insert) {
    const streamable = STREAMED_KEYWORDS.has(first.text) && !totals;
    return { kind: 'read', format, rowsEndAt: rowsEndAt ?? previous.end, streamable };
  }
  return insert && first.text === 'WITH' ? { kind: 'insert_select' } : { kind: 'write', format };
}
