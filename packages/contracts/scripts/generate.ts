/**
 * Writes the JSON Schemas of events, dead letters, playbooks and assessment rules to `generated`; with `--check` writes nothing and
 * fails where what is committed differs from what the schemas say now.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { assessmentRules, deadLetter, playbook, salesEventSchemas, salesEventTypes } from '../src/index.ts';

const directory = new URL('../generated/', import.meta.url);
const suffix = '.schema.json';

const wanted = new Map<string, string>([
  ...salesEventTypes.map((type) => [`events/${type}${suffix}`, describeEvent(type)] as const),
  [`dead-letter${suffix}`, describeDeadLetter()],
  [`playbook${suffix}`, describeWritten('playbook', playbook)],
  [`assessment-rules${suffix}`, describeWritten('assessment-rules', assessmentRules)],
]);
const present = await readPresent();

if (process.argv.includes('--check')) {
  const drifted = [...new Set([...wanted.keys(), ...present.keys()])].filter(
    (file) => wanted.get(file) !== present.get(file),
  );
  for (const file of drifted) console.error(`generated/${file} differs from its schema; run "pnpm generate"`);
  process.exitCode = drifted.length > 0 ? 1 : 0;
} else {
  await mkdir(new URL('events/', directory), { recursive: true });
  for (const file of present.keys()) if (!wanted.has(file)) await rm(new URL(file, directory));
  for (const [file, text] of wanted) await writeFile(new URL(file, directory), text);
}

// The schema of what senders write, hence the input side of every normalised field.
function describeEvent(type: keyof typeof salesEventSchemas): string {
  const schema = z.toJSONSchema(salesEventSchemas[type], { io: 'input', target: 'draft-2020-12' });
  return `${JSON.stringify({ $id: `urn:stepup:event:${type}`, title: type, ...schema }, null, 2)}\n`;
}

function describeDeadLetter(): string {
  const schema = z.toJSONSchema(deadLetter, { io: 'output', target: 'draft-2020-12' });
  return `${JSON.stringify({ $id: 'urn:stepup:dead-letter', title: 'dead letter', ...schema }, null, 2)}\n`;
}

// Of what people write as YAML.
function describeWritten(title: string, written: z.ZodType): string {
  const schema = z.toJSONSchema(written, { io: 'input', target: 'draft-2020-12' });
  return `${JSON.stringify({ $id: `urn:stepup:${title}`, title, ...schema }, null, 2)}\n`;
}

async function readPresent(): Promise<Map<string, string>> {
  const files = await readdir(directory, { recursive: true }).catch(noFiles);
  const contents = files
    .filter((file) => file.endsWith(suffix))
    .map(async (file): Promise<[string, string]> => [file, await readFile(new URL(file, directory), 'utf8')]);
  return new Map(await Promise.all(contents));
}

function noFiles(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
