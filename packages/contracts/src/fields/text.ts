import * as z from 'zod';

/** Identifier of a deal, person, stage …: 1–200 characters, no control characters. Never null. */
export const id = z.string().regex(printable(200), 'must be 1 to 200 characters without control characters');

/** The CloudEvents attributes `id` and `source`: 1–300 characters, no control characters. */
export const attribute = z
  .string()
  .regex(printable(300), 'must be 1 to 300 characters without control characters');

/** A value that rows are grouped by (team, segment, product …): 1–200 characters, no control characters. */
export const label = z
  .string()
  .regex(
    printable(200),
    'must be 1 to 200 characters without control characters; send null where there is none',
  );

/** A name for people to read: 1–500 characters. */
export const name = textOf(500);

/** Text of 1 to `longest` UTF-16 units. */
export function textOf(longest: number) {
  return z.string().min(1).max(longest);
}

/** Text that may be as long as an event may be; its limit in bytes is the event's. */
export const longText = z.string();

// Written as ranges, not as a Unicode property, because the patterns go into the JSON Schemas and not every language's
// regular expressions know properties. Counts code points, as JSON Schema does.
function printable(longest: number): RegExp {
  return new RegExp(String.raw`^[^\u0000-\u001F\u007F-\u009F]{1,${longest}}$`, 'u');
}
