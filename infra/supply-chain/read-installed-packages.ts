import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const manifest = z.looseObject({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.looseObject({ type: z.string() })]).optional(),
  licenses: z.array(z.looseObject({ type: z.string() })).optional(),
  scripts: z.record(z.string(), z.string()).default({}),
});

/** A package of somebody else's that is installed here. */
export interface InstalledPackage {
  name: string;
  version: string;
  /** As it says itself, an SPDX expression; empty where it says nothing. */
  license: string;
  /** Whether installing it would run something, if it were allowed to. */
  runsAtInstall: boolean;
}

const store = fileURLToPath(new URL('../../node_modules/.pnpm', import.meta.url));
const atInstall = ['preinstall', 'install', 'postinstall'];

/** Every package that the lockfile brought to this machine, by name and version. */
export function readInstalledPackages(): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  for (const entry of readdirSync(store)) {
    const modules = join(store, entry, 'node_modules');
    if (!entry.includes('@') || !existsSync(modules)) continue;
    for (const directory of readdirSync(modules).flatMap((name) => withScope(modules, name))) {
      const text = readManifest(directory);
      if (text === null) continue;
      const parsed = manifest.safeParse(JSON.parse(text));
      // Folders inside a package that are no packages themselves, and what the repository itself holds.
      if (!parsed.success || parsed.data.name.startsWith('@stepup/')) continue;
      const { name, version, license, licenses, scripts } = parsed.data;
      found.set(`${name}@${version}`, {
        name,
        version,
        license:
          (typeof license === 'string' ? license : license?.type) ??
          licenses?.map(({ type }) => type).join(' OR ') ??
          '',
        runsAtInstall:
          atInstall.some((script) => script in scripts) || existsSync(join(directory, 'binding.gyp')),
      });
    }
  }
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function withScope(modules: string, name: string): string[] {
  const directory = join(modules, name);
  return name.startsWith('@') ? readdirSync(directory).map((inner) => join(directory, inner)) : [directory];
}

function readManifest(directory: string): string | null {
  const path = join(directory, 'package.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
