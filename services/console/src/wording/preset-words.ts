/** Which deals of a comparison are listed. `title` is that of the other way of counting. */
export function presetPartWords(title: string, counted: string): string {
  switch (counted) {
    case 'theirs':
      return `counted by “${title}”`;
    case 'theirs_moved':
      return `moved on by “${title}”`;
    case 'both':
      return `counted by “${title}” and by us`;
    case 'only_theirs':
      return `counted by “${title}”, not by us`;
    case 'only_ours':
      return `counted by us, not by “${title}”`;
    default:
      return `“${title}”`;
  }
}
