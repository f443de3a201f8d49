/** A token handed over once in the fragment of the address (`#token=…`), and the fragment without it. */
export function takeTokenFromFragment(fragment: string): { token: string | null; rest: string } {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const token = parameters.get('token');
  if (token === null) return { token: null, rest: fragment };
  parameters.delete('token');
  const rest = parameters.toString();
  return { token: token.trim() === '' ? null : token.trim(), rest: rest === '' ? '' : `#${rest}` };
}
