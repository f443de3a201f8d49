/** Licences under which somebody else's package may be used and passed on in an image. */
const allowed = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'Unlicense',
  'Python-2.0',
  'Zlib',
  'PostgreSQL',
  'WTFPL',
  // Changes of its own files alone must be passed on; we change none.
  'MPL-2.0',
]);

/** Whether an SPDX expression leaves a choice that is allowed: any of `OR`, all of `AND`. */
export function isAllowedLicence(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, '');
  return bare
    .split(/\s+OR\s+/i)
    .some((choice) => choice.split(/\s+AND\s+/i).every((name) => allowed.has(name.trim())));
}
