/** A readable form of an id that has no name: `qualified_case` → `Qualified case`. Ids with digits stay as they are. */
export function humaniseId(id: string): string {
  if (/\d/.test(id)) return id;
  const words = id.replaceAll(/[_-]+/g, ' ').trim();
  return words === '' ? id : words.charAt(0).toUpperCase() + words.slice(1);
}
