import { z } from 'zod';

const onValues = new Set(['on', 'true', '1', 'yes']);
const offValues = new Set(['off', 'false', '0', 'no']);

/** A TCP port as text; 0 asks the system for a free one. */
export const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65_535, 'must be a port number from 0 to 65535');

/** A switch: `on`, `true`, `1`, `yes` or `off`, `false`, `0`, `no`, in any case. */
export const onOff = z.string().transform((text, context) => {
  const word = text.toLowerCase();
  if (onValues.has(word)) return true;
  if (offValues.has(word)) return false;
  context.addIssue({ code: 'custom', message: 'must be on or off' });
  return z.NEVER;
});

/** A list separated by commas, blanks around items dropped, at least one item. */
export const textList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
  .refine((items) => items.length > 0, 'must name at least one item, separated by commas');

/** A whole number from `minimum` to `maximum`, written in digits. */
export function wholeNumber(range: { minimum: number; maximum: number }) {
  const message = `must be a whole number from ${range.minimum} to ${range.maximum}`;
  return z
    .string()
    .regex(/^-?\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= range.minimum && value <= range.maximum, message);
}
