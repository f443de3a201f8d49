import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

const healthcheck = z.object({ test: z.array(z.string()) });
const limits = z.object({ cpus: z.string(), memory: z.string() });

const service = z.object({
  image: z.string(),
  user: z.string().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  build: z.object({ context: z.string(), target: z.string() }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.union([z.string(), z.object({ source: z.string(), target: z.string() })])).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.union([z.array(z.string()), z.record(z.string(), z.unknown()).transform(Object.keys)]),
  volumes: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  healthcheck: healthcheck.optional(),
  deploy: z.object({ replicas: z.number().default(1), resources: z.object({ limits }) }),
});

/** What of docker-compose.yml is checked, or started without Docker. */
const composeFile = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() }).nullable()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

export type ComposeService = z.output<typeof service>;
export type ComposeFile = z.output<typeof composeFile>;

/** The file as YAML, its merge keys applied. */
export function parseComposeFile(): unknown {
  return parse(readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8'), { merge: true });
}

export function readComposeFile(): ComposeFile {
  return composeFile.parse(parseComposeFile());
}

/** `${NAME}` and `${NAME:-default}` as Compose fills them in. */
export function fillVariables(text: string, variables: Readonly<Record<string, string>> = {}): string {
  return text.replaceAll(/\$\{(\w+)(?::-([^}]*))?\}/g, (_all, name: string, fallback: string | undefined) => {
    const value = variables[name] ?? '';
    return value === '' ? (fallback ?? '') : value;
  });
}
