/**
 * One token of ClickHouse SQL. Offsets are those of the text given, which callers decode as latin1 so that
 * an offset is a byte offset; keywords and punctuation are ASCII, hence unaffected.
 */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'punctuation';
  /** The text as written; for words in upper case, so that keywords compare directly. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many brackets enclose the token; an opening and its closing bracket carry the depth outside them. */
  readonly depth: number;
}

const WORD = /[A-Za-z_][A-Za-z0-9_$]*/y;
const NUMBER = /[0-9][A-Za-z0-9_.]*/y;
const SPACE = /\s+/y;
const HEREDOC = /\$[A-Za-z0-9_]*\$/y;

/**
 * Splits SQL into tokens, lazily: what follows the head of an INSERT is data and must not be read as SQL, so
 * callers stop asking. Comments (`--`, `#`, nested block comments) are skipped; an unclosed quote or comment runs to
 * the end, where the engine reports it.
 */
export function* tokenize(sql: string): Generator<Token, undefined, undefined> {
  let position = 0;
  let depth = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(sql)?.[0];
  };
  while (position < sql.length) {
    const start = position;
    const space = match(SPACE);
    if (space !== undefined) {
      position += space.length;
      continue;
    }
    const comment = commentEnd(sql, start);
    if (comment !== undefined) {
      position = comment;
      continue;
    }
    const first = sql.charAt(start);
    const token = (kind: Token['kind'], end: number, at = depth): Token => {
      position = end;
      const written = sql.slice(start, end);
      return { kind, text: kind === 'word' ? written.toUpperCase() : written, start, end, depth: at };
    };
    const word = match(WORD);
    if (word !== undefined) {
      yield token('word', start + word.length);
      continue;
    }
    const number = match(NUMBER);
    if (number !== undefined) {
      yield token('number', start + number.length);
      continue;
    }
    const heredoc = first === '$' ? match(HEREDOC) : undefined;
    if (heredoc !== undefined) {
      const close = sql.indexOf(heredoc, start + heredoc.length);
      yield token('string', close === -1 ? sql.length : close + heredoc.length);
      continue;
    }
    if (first === "'") yield token('string', quoteEnd(sql, start));
    else if (first === '"' || first === '`') yield token('quoted', quoteEnd(sql, start));
    else if (first === '(' || first === '[' || first === '{') yield token('punctuation', start + 1, depth++);
    else if (first === ')' || first === ']' || first === '}') {
      depth = Math.max(0, depth - 1);
      yield token('punctuation', start + 1);
    } else yield token('punctuation', start + 1);
  }
}

function commentEnd(sql: string, start: number): number | undefined {
  const two = sql.slice(start, start + 2);
  const lineComment = two === '--' || two === '# ' || two === '#!';
  if (lineComment) {
    const newline = sql.indexOf('\n', start);
    return newline === -1 ? sql.length : newline + 1;
  }
  if (two !== '/*') return undefined;
  // Block comments nest in ClickHouse.
  let open = 1;
  let position = start + 2;
  while (open > 0 && position < sql.length) {
    const next = sql.slice(position, position + 2);
    if (next === '/*') open += 1;
    if (next === '*/') open -= 1;
    position += next === '/*' || next === '*/' ? 2 : 1;
  }
  return position;
}

function quoteEnd(sql: string, start: number): number {
  const quote = sql.charAt(start);
  let position = start + 1;
  while (position < sql.length) {
    const character = sql.charAt(position);
    if (character === '\\') position += 2;
    else if (character !== quote) position += 1;
    else if (sql.charAt(position + 1) === quote) position += 2;
    else return position + 1;
  }
  return sql.length;
}
