import { readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const text = read('Dockerfile');
const manifest = z
  .object({ devDependencies: z.object({ node: z.string() }) })
  .parse(JSON.parse(read('package.json')));
const steps = DockerfileParser.parse(text)
  .getInstructions()
  .map((step) => ({
    keyword: step.getKeyword(),
    words: step.getArguments().map((argument) => argument.getValue()),
    line: step.toString(),
  }));

/** The steps of each stage, and the stage it begins from. */
const stages = new Map<string, { base: string; steps: typeof steps }>();
for (const step of steps) {
  const [base = '', , name = ''] = step.words;
  if (step.keyword === 'FROM') stages.set(name, { base, steps: [] });
  else [...stages.values()].at(-1)?.steps.push(step);
}
const targets = ['gateway', 'ingest', 'diagnosis', 'api', 'issuer', 'tools'];

describe('the Dockerfile', () => {
  it('has no fault that a linter knows, and the linter sees faults', () => {
    expect(validate(text)).toEqual([]);
    expect(validate('FROM node\nMAINTAINER nobody\nEXPOSE port\nCMD ["node"\n')).not.toEqual([]);
  });

  it('begins every stage from the Node of package.json or from another stage', () => {
    for (const [name, { base }] of stages) {
      expect(stages.has(base) || base === `node:${manifest.devDependencies.node}-bookworm-slim`, name).toBe(
        true,
      );
    }
  });

  it('ends in a target for each service, not as root, with neither a shell nor a package manager between', () => {
    for (const name of targets) {
      const stage = stages.get(name);
      expect(stage?.base, name).toBe('runtime');
      expect(
        stage?.steps.some(({ keyword }) => keyword === 'RUN' || keyword === 'USER'),
        name,
      ).toBe(false);
      const command = stage?.steps.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
      expect(command?.line, name).toMatch(/^(CMD|ENTRYPOINT) \["node", "[\w/.-]+\.ts"\]$/);
      expect(
        stage?.steps
          .filter(({ keyword }) => keyword === 'COPY')
          .every(({ line }) => line.includes('--from=')),
      ).toBe(true);
    }
    expect(stages.get('runtime')?.steps.map(({ line }) => line)).toContain('USER node');
  });

  it('installs what the lockfile says, and what runs without development dependencies', () => {
    const installs = steps.filter(({ line }) => line.includes('pnpm@'));
    expect(installs).toHaveLength(targets.length + 1);
    for (const { line } of installs) {
      expect(line).toMatch(/pnpm@\d+\.\d+\.\d+ install /);
      expect(line).toContain('--frozen-lockfile');
      expect(line.includes('--prod ') || line.includes('@stepup/console')).toBe(true);
    }
  });
});
