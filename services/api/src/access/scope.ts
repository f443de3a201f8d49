/** What a token can be good for. */
const scopes = [
  'events:write',
  'people:write',
  'read',
  'coach',
  'operate',
  // What belongs to no tenant. No role has it: whoever runs the installation gives it to a program.
  'operate:installation',
] as const;

export type Scope = (typeof scopes)[number];

export function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}
