import { chown, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillVariables, readComposeFile } from '@stepup/infra/compose';
import { renderSecrets } from '@stepup/infra/secrets';
import { findFreePort } from '@stepup/local-servers';
import { bakeImages, type BakedImage } from './bake-images.ts';
import { waitFor } from '../product/run-product.ts';
import { type DeploymentServers, startServers } from './start-deployment.ts';

/** The services of docker-compose.yml, each from its own image and with the environment of the file, on servers of this machine. */
export interface ComposedDeployment {
  servers: DeploymentServers;
  urlOf(service: string): string;
  issuerPassword: string;
  close(): Promise<void>;
}

const services = ['issuer', 'gateway', 'ingest', 'diagnosis', 'api'] as const;
/** The account of the image of Node. */
const account = { uid: 1000, gid: 1000 };
const isRoot = process.getuid?.() === 0;

const passwords = {
  postgres: 'postgres-of-a-test-0',
  clickhouse: 'clickhouse-of-a-test-0',
  redis: 'redis-of-a-test-00000',
  issuer: 'issuer-of-a-test-0000',
  grafanaAdmin: 'grafana-of-a-test-000',
  grafanaClickHouse: 'reader-of-a-test-0000',
};

/**
 * Starts them as Compose would. What differs, and nothing else: addresses of other services become addresses of this machine, with the
 * account that the server here has, and a port of this machine is taken for each port of a service.
 */
export async function startComposed(): Promise<ComposedDeployment> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'stepup-composed-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const { images, remove } = await bakeImages(services);
    closers.push(remove);
    const servers = await startServers(closers);
    const ports = new Map<string, number>();
    for (const name of services) ports.set(name, await findFreePort());
    const urlOf = (name: string): string => `http://127.0.0.1:${ports.get(name)}`;
    const replacements: [string, string][] = [
      [`postgres://stepup:${passwords.postgres}@postgres:5432/stepup`, servers.postgresUrl],
      [`http://stepup:${passwords.clickhouse}@clickhouse:8123/stepup`, servers.warehouseUrl],
      [`redis://:${passwords.redis}@redis:6379`, servers.redisUrl],
      ['kafka:9092', servers.brokers.join(',')],
      ['http://issuer.localhost:4005', urlOf('issuer')],
      ['http://localhost:4000', urlOf('api')],
    ];
    const toThisMachine = (text: string): string =>
      replacements.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);

    const secrets = join(folder, 'secrets');
    await mkdir(secrets);
    for (const [name, text] of Object.entries(renderSecrets(passwords))) {
      await writeFile(join(secrets, name), toThisMachine(text), { mode: 0o444 });
    }
    const node = join(folder, 'node');
    await copyFile(process.execPath, node);
    if (isRoot) await chown(folder, account.uid, account.gid);

    const compose = readComposeFile();
    const start = (name: (typeof services)[number]): ChildProcess => {
      const image = images.get(name);
      const composed = compose.services[name];
      if (image === undefined || composed === undefined) throw new Error(`there is no service ${name}`);
      const entries = Object.entries(composed.environment).map(([variable, value]) => {
        const filled = toThisMachine(fillVariables(value));
        return [variable, filled.replace('/run/secrets', secrets)] as const;
      });
      return run(image, node, { ...Object.fromEntries(entries), STEPUP_HTTP_PORT: String(ports.get(name)) });
    };
    for (const name of services) {
      const child = start(name);
      closers.push(async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      });
      const ready = name === 'issuer' ? 'healthz' : 'readyz';
      await waitFor(async () => (await fetch(`${urlOf(name)}/${ready}`)).ok, child);
    }
    return { servers, urlOf, issuerPassword: passwords.issuer, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The command of an image with nothing of this process's environment, as the account of the image where that is allowed. */
function run(image: BakedImage, node: string, environment: Record<string, string>): ChildProcess {
  const [program, ...options] = image.command;
  if (program !== 'node') throw new Error(`${program ?? 'nothing'} is no command of an image of ours`);
  const inImage = Object.entries(image.environment).map(
    ([name, value]) => [name, value.startsWith('/app/') ? image.root + value : value] as const,
  );
  return spawn(node, options, {
    cwd: join(image.root, image.workingDirectory),
    env: { ...Object.fromEntries(inImage), ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(isRoot ? account : {}),
  });
}
