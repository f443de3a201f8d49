import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';
import * as z from 'zod';
import { testConfig } from '../config.ts';
import { repositoryRoot } from '../product/run-product.ts';

const run = promisify(execFile);

/** What a target of the Dockerfile would be as an image, as far as a folder can be one. */
export interface BakedImage {
  /** The folder that stands for `/`. */
  root: string;
  workingDirectory: string;
  environment: Record<string, string>;
  user: string;
  command: readonly string[];
}

interface Stage {
  base: string;
  steps: Instruction[];
}

/**
 * Builds targets of the Dockerfile without Docker: a folder a stage, its COPY and RUN lines carried out in order, the image of Node
 * itself left out (commands find the Node that runs this). Commands see their folder as working directory and no other root.
 */
export async function bakeImages(
  targets: readonly string[],
): Promise<{ images: Map<string, BakedImage>; remove: () => Promise<void> }> {
  const scratch = await mkdtemp(join(tmpdir(), 'stepup-images-'));
  // Services run under an account of their own.
  await chmod(scratch, 0o755);
  const stages = await readStages();
  const ignored = await readIgnoredNames();
  const baked = new Map<string, BakedImage>();

  const bake = async (name: string): Promise<BakedImage> => {
    const done = baked.get(name);
    if (done !== undefined) return done;
    const stage = stages.get(name);
    if (stage === undefined) throw new Error(`the Dockerfile has no target ${name}`);
    const root = join(scratch, name);
    await mkdir(root);
    const image: BakedImage = { root, workingDirectory: '/', environment: {}, user: 'root', command: [] };
    if (stages.has(stage.base)) {
      const base = await bake(stage.base);
      await linkTree(`${base.root}/.`, root);
      Object.assign(image, { ...base, root, environment: { ...base.environment } });
    }
    for (const step of stage.steps) await carryOut(step, image);
    baked.set(name, image);
    return image;
  };

  const carryOut = async (step: Instruction, image: BakedImage): Promise<void> => {
    const words = step.getArguments().map((argument) => argument.getValue());
    const text = step.getRawArgumentsContent() ?? '';
    switch (step.getKeyword()) {
      case 'WORKDIR':
        image.workingDirectory = text;
        await mkdir(join(image.root, text), { recursive: true });
        return;
      case 'ENV': {
        const [name, value = ''] = splitOnce(text, '=');
        image.environment[name] = value;
        return;
      }
      case 'USER':
        image.user = text;
        return;
      case 'ENTRYPOINT':
      case 'CMD':
        image.command = z.array(z.string()).parse(JSON.parse(text));
        return;
      case 'EXPOSE':
        return;
      case 'RUN':
        await run('/bin/sh', ['-c', text], {
          cwd: join(image.root, image.workingDirectory),
          env: {
            PATH: `${dirname(process.execPath)}:${testConfig.commandPath}`,
            HOME: testConfig.home,
            ...testConfig.network,
            ...image.environment,
          },
          maxBuffer: 64 * 1024 * 1024,
        });
        return;
      case 'COPY': {
        const from = step instanceof Copy ? step.getFromFlag()?.getValue() : null;
        const target = words.at(-1) ?? '';
        const [source = '', ...further] = words.slice(0, -1);
        if (from !== undefined && from !== null) {
          const place = join(image.root, image.workingDirectory, target);
          await mkdir(place, { recursive: true });
          await linkTree(`${join((await bake(from)).root, source)}/.`, place);
          return;
        }
        for (const name of [source, ...further]) {
          const place = join(image.root, image.workingDirectory, target, target === './' ? name : '');
          await cp(join(repositoryRoot, name), place, {
            recursive: true,
            verbatimSymlinks: true,
            filter: (path) =>
              !path
                .slice(repositoryRoot.length)
                .split('/')
                .some((part) => ignored(part)),
          });
        }
        return;
      }
      default:
        throw new Error(`${step.getKeyword()} of the Dockerfile cannot be carried out here`);
    }
  };

  const images = new Map<string, BakedImage>();
  try {
    for (const target of targets) images.set(target, await bake(target));
  } catch (error) {
    await rm(scratch, { recursive: true, force: true });
    throw error;
  }
  return { images, remove: () => rm(scratch, { recursive: true, force: true }) };
}

/** Hard links in place of copies: no stage changes a file of another one in place. */
async function linkTree(from: string, to: string): Promise<void> {
  await run('cp', ['--archive', '--link', from, to]);
}

async function readStages(): Promise<Map<string, Stage>> {
  const stages = new Map<string, Stage>();
  let current: Stage | undefined;
  const file = DockerfileParser.parse(await readFile(join(repositoryRoot, 'Dockerfile'), 'utf8'));
  for (const step of file.getInstructions()) {
    if (step.getKeyword() === 'FROM') {
      const [base = '', , name = ''] = step.getArguments().map((argument) => argument.getValue());
      current = { base, steps: [] };
      stages.set(name, current);
    } else current?.steps.push(step);
  }
  return stages;
}

/** `.dockerignore` has lines of the form `**` + `/name` only, with `*` in a name. */
async function readIgnoredNames(): Promise<(name: string) => boolean> {
  const text = await readFile(join(repositoryRoot, '.dockerignore'), 'utf8');
  const patterns = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name] = /^\*\*\/([\w.*-]+)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`.dockerignore: ${line} is not of the form **/name`);
      return new RegExp(`^${name.replaceAll('.', String.raw`\.`).replaceAll('*', '.*')}$`);
    });
  return (name) => patterns.some((pattern) => pattern.test(name));
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
