/** Environment for a child process: the parent's, so that PATH, locale and TMPDIR hold, with these changes. */
export function childEnvironment(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
