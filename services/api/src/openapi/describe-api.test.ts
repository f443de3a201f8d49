import { errorCodes } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { renderDocs } from '../docs/render-docs.ts';
import { endpoints } from '../endpoints.ts';
import { describeApi } from './describe-api.ts';

const document = describeApi();

describe('describeApi', () => {
  it('describes every line of the table of routes and what runs beside it', () => {
    const paths = endpoints.map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
    const served = new Set([...paths, '/v1/events', '/healthz', '/readyz', '/metrics']);
    expect(Object.keys(document.paths).toSorted()).toEqual([...served].toSorted());
  });

  it('gives every operation its own id', () => {
    const ids = Object.values(document.paths).flatMap((byMethod) =>
      Object.values(byMethod).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names parameters as they are sent, with what is required of them', () => {
    const parameters = document.paths['/v1/funnel']?.['get']?.parameters ?? [];
    const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
    expect(byName.get('from')).toMatchObject({ in: 'query', required: true, schema: { type: 'string' } });
    expect(byName.get('by')).toMatchObject({
      required: false,
      schema: { enum: ['rep', 'team', 'manager', 'segment', 'product', 'week', 'month'] },
    });
    expect(document.paths['/v1/indicators/{id}']?.['get']?.parameters?.[0]).toMatchObject({
      name: 'id',
      in: 'path',
    });
  });

  it('points only to schemas that are there', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(references.length).toBeGreaterThan(10);
    for (const name of references) expect(document.components.schemas).toHaveProperty([name ?? '']);
  });

  it('gives every operation answers with statuses of the contract', () => {
    const statuses = new Set(['431', ...Object.values(errorCodes).map(({ status }) => String(status))]);
    for (const byMethod of Object.values(document.paths)) {
      for (const { responses } of Object.values(byMethod)) {
        for (const status of Object.keys(responses))
          expect(status.startsWith('2') || statuses.has(status)).toBe(true);
      }
    }
  });
});

describe('renderDocs', () => {
  const page = renderDocs(document);

  it('shows every operation and loads nothing from anywhere', () => {
    for (const path of Object.keys(document.paths)) expect(page).toContain(path);
    expect(page).not.toMatch(/<script|src=|https?:\/\/(?!json-schema)/);
  });

  it('links only to places that exist on it', () => {
    const targets = [...page.matchAll(/href="#([\w-]+)"/g)].map(([, target]) => target);
    for (const target of targets) expect(page).toContain(`id="${target}"`);
  });
});
