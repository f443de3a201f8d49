import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readComposeFile } from '../compose/read-compose-file.ts';
import { topicSpecifications } from '../kafka/topics.ts';

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const head = z.looseObject({ kind: z.string() });
const kustomization = z.looseObject({
  resources: z.array(z.string()),
  images: z.array(z.object({ name: z.string() })).optional(),
});

const readAll = (path: string) =>
  parseAllDocuments(readFileSync(path, 'utf8')).map((document) => head.parse(document.toJS()));
const manifests = ['base', 'overlays/production'].flatMap((name) =>
  readdirSync(folder(name))
    .filter((file) => file !== 'kustomization.yaml')
    .flatMap((file) => readAll(folder(`${name}/${file}`))),
);
const models = { Deployment, Service, PodDisruptionBudget, NetworkPolicy, ScaledObject };
const modelOf = (kind: string): new (...given: never[]) => object => {
  const model = Object.entries(models).find(([name]) => name === kind)?.[1];
  if (model === undefined) throw new Error(`no schema for ${kind}`);
  return model;
};
const validated = z.custom<{ validate: () => void }>((model) => typeof model === 'object');
/** Throws where a manifest is not what the schema of its kind takes. */
const check = (model: new (...given: never[]) => object, manifest: unknown): void => {
  validated.parse(Reflect.construct(model, [manifest])).validate();
};

const deployment = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    template: z.object({
      spec: z.object({
        securityContext: z.object({ runAsNonRoot: z.literal(true) }),
        containers: z.tuple([
          z.object({
            image: z.string(),
            env: z.array(z.object({ name: z.string() })),
            securityContext: z.object({ readOnlyRootFilesystem: z.literal(true) }),
          }),
        ]),
      }),
    }),
  }),
});
const deployments = manifests
  .filter(({ kind }) => kind === 'Deployment')
  .map((manifest) => deployment.parse(manifest));

describe('the manifests of Kubernetes', () => {
  it('are what the schemas of their kinds take, and the schemas see mistakes', () => {
    expect(manifests.length).toBe(16);
    for (const manifest of manifests) {
      expect(() => check(modelOf(manifest.kind), manifest), JSON.stringify(manifest)).not.toThrow();
    }
    const broken = { metadata: { name: 'x' }, spec: { replicas: 'two', selector: {}, template: {} } };
    expect(() => check(Deployment, broken)).toThrow();
  });

  it('tell each service what docker-compose.yml tells it', () => {
    const { services } = readComposeFile();
    expect(deployments.map(({ metadata }) => metadata.name).toSorted()).toEqual([
      'api',
      'diagnosis',
      'gateway',
      'ingest',
    ]);
    for (const { metadata, spec } of deployments) {
      const told = spec.template.spec.containers[0].env.map(({ name }) => name).toSorted();
      expect(told, metadata.name).toEqual(Object.keys(services[metadata.name]?.environment ?? {}).toSorted());
    }
  });

  it('are all named by their Kustomization, with an image for each service', () => {
    for (const name of ['base', 'overlays/production']) {
      const [parsed] = readAll(folder(`${name}/kustomization.yaml`)).map((document) =>
        kustomization.parse(document),
      );
      const files = readdirSync(folder(name)).filter((file) => file !== 'kustomization.yaml');
      expect(parsed?.resources.filter((path) => !path.startsWith('..')).toSorted()).toEqual(files.toSorted());
      for (const path of parsed?.resources ?? [])
        expect(existsSync(folder(`${name}/${path}`)), path).toBe(true);
      if (parsed?.images === undefined) continue;
      expect(parsed.images.map((image) => image.name).toSorted()).toEqual(
        deployments.map(({ spec }) => spec.template.spec.containers[0].image).toSorted(),
      );
    }
  });

  it('scale ingest by the lag of its group, up to the partitions of its topic', () => {
    const [events] = topicSpecifications;
    expect(manifests.find(({ kind }) => kind === 'ScaledObject')).toMatchObject({
      spec: {
        scaleTargetRef: { name: 'ingest' },
        maxReplicaCount: events?.partitions,
        triggers: [{ type: 'kafka', metadata: { consumerGroup: 'ingest', topic: events?.name } }],
      },
    });
  });
});
