import { readFileSync } from 'node:fs';

/** The text of a statement kept as a file under `sql/`. Read once, when the module that owns it loads. */
export function readSqlFile(name: string): string {
  return readFileSync(new URL(`../../sql/${name}`, import.meta.url), 'utf8');
}
