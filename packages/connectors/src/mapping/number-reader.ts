/** How a mapping says that numbers are written. */
export interface NumberStyle {
  readonly decimal: '.' | ',';
  readonly group?: string | undefined;
}

/**
 * Reads a written number as plain decimal text (`-1234.5`), exactly; undefined if it is not in that style. Groups are
 * of three digits; currency signs and percent signs are no part of a number.
 */
export function compileNumberReader({ decimal, group }: NumberStyle): (text: string) => string | undefined {
  const sign = group === undefined ? undefined : group === ' ' ? '[ \\u00a0\\u202f]' : `\\${group}`;
  const whole = sign === undefined ? '\\d+' : `(?:\\d{1,3}(?:${sign}\\d{3})+|\\d+)`;
  const written = new RegExp(`^([+-]?)(${whole})(?:\\${decimal}(\\d+))?$`);
  return (text) => {
    const match = written.exec(text);
    if (match === null) return undefined;
    const [, minus, digits = '', fraction] = match;
    const plain = digits.replaceAll(/\D/g, '');
    return `${minus === '-' ? '-' : ''}${plain}${fraction === undefined ? '' : `.${fraction}`}`;
  };
}
