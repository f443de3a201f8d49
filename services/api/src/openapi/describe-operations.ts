import type { OpenApiOperation } from './document.ts';

const text = { 'text/plain': { schema: { type: 'string' } } };
const json = { 'application/json': { schema: { type: 'object' } } };

/** What runs beside the api proper, for whoever operates it. */
export const operationPaths: Readonly<Record<string, OpenApiOperation>> = {
  '/healthz': {
    operationId: 'isAlive',
    summary: 'Whether the process answers',
    description: 'For restarting what hangs.',
    security: [],
    responses: { '200': { description: 'It does', content: json } },
  },
  '/readyz': {
    operationId: 'isReady',
    summary: 'Whether everything works that is needed',
    description: 'Names every check and why it fails.',
    security: [],
    responses: {
      '200': { description: 'All of it', content: json },
      '503': { description: 'Not all of it', content: json },
    },
  },
  '/metrics': {
    operationId: 'readMetrics',
    summary: 'Figures of the process for Prometheus',
    description: 'Text format.',
    security: [],
    responses: { '200': { description: 'The figures', content: text } },
  },
};
