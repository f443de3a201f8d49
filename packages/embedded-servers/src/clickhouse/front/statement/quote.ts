/** A ClickHouse string literal that stands for exactly this text. */
export function quoteString(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A quoted ClickHouse identifier. */
export function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Names of settings and parameters stand unquoted in a SET statement, so nothing but a plain name may pass. */
export function isPlainName(name: string): boolean {
  return NAME.test(name);
}
