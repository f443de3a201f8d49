import { pipeline } from 'node:stream/promises';
import { exportQuery, type ExportView, exportViews, parseRequest, problemOf } from '@stepup/contracts';
import {
  authenticate,
  claimsOf,
  type HttpHandler,
  isDiskFull,
  type Route,
  sendProblem,
  type TokenVerifier,
} from '@stepup/runtime';
import { countExport, openExport } from '@stepup/warehouse';
import { identifyViewer } from '../access/identify-viewer.ts';
import type { ApiPorts } from '../api-ports.ts';

const mediaTypes = { csv: 'text/csv; charset=utf-8', parquet: 'application/vnd.apache.parquet' } as const;

/**
 * `GET /v1/exports/{view}?format=csv|parquet`: a view as a file, for operations. No line of the table of endpoints, because its
 * answer is no JSON. `Stepup-Rows` says beforehand how many rows there are.
 */
export function createExportRoute(
  ports: ApiPorts,
  { verifier, limit }: { readonly verifier: TokenVerifier; readonly limit: HttpHandler },
): Route {
  const identify = authenticate({
    verifier,
    problems: { unauthenticated: problemOf('unauthenticated'), unavailable: problemOf('unavailable') },
  });
  return {
    method: 'get',
    path: '/v1/exports/:view',
    handlers: [
      identify,
      limit,
      async (request, response) => {
        const verdict = await identifyViewer(ports.directory, claimsOf(request));
        if (verdict.kind === 'stranger')
          return sendProblem(response, problemOf('forbidden'), { detail: verdict.detail });
        const { viewer } = verdict;
        if (!viewer.scopes.includes('operate')) {
          return sendProblem(response, problemOf('forbidden'), { detail: 'This needs the scope operate.' });
        }
        const view = exportViews.find((name): name is ExportView => name === request.params['view']);
        if (view === undefined) {
          const detail = `There is no such view; there are ${exportViews.join(', ')}.`;
          return sendProblem(response, problemOf('not_found'), { detail });
        }
        const query = parseRequest(exportQuery, { ...request.query });
        if (query.kind === 'invalid') {
          const detail = query.problems.map(({ path, message }) => `${path.slice(1)} ${message}`).join('; ');
          return sendProblem(response, problemOf('invalid_query'), { detail });
        }
        const { format } = query.value;
        const rows = await countExport(ports.warehouse, viewer.tenant, view);
        const opened = await openExport(ports.warehouse, viewer.tenant, { view, format }).then(
          (file) => ({ kind: 'opened', file }) as const,
          (error: unknown) => {
            if (isDiskFull(error)) return { kind: 'disk_full' } as const;
            throw error;
          },
        );
        if (opened.kind === 'disk_full') {
          const detail =
            'The disk of the product has no room for this file: free some space there, then ask again.';
          return sendProblem(response, problemOf('disk_full'), { detail });
        }
        response.setHeader('Content-Type', mediaTypes[format]);
        response.setHeader('Content-Disposition', `attachment; filename="${view}.${format}"`);
        response.setHeader('Stepup-Rows', String(rows));
        await pipeline(opened.file, response);
        return undefined;
      },
    ],
  };
}
