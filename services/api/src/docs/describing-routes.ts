import { createHash } from 'node:crypto';
import { type Route, securityHeaders } from '@stepup/runtime';
import { describeApi } from '../openapi/describe-api.ts';
import { docsStyle } from './docs-style.ts';
import { renderDocs } from './render-docs.ts';

/** `/openapi.json` and `/docs`: made once, open to everybody, without a script or anything from elsewhere. */
export function createDescribingRoutes(): Route[] {
  const document = describeApi();
  const text = JSON.stringify(document);
  const page = renderDocs(document);
  const styleHash = createHash('sha256').update(docsStyle).digest('base64');
  return [
    {
      method: 'get',
      path: '/openapi.json',
      handlers: [(_request, response) => void response.type('application/json').send(text)],
    },
    {
      method: 'get',
      path: '/docs',
      handlers: [
        securityHeaders({
          'default-src': ["'none'"],
          'style-src': [`'sha256-${styleHash}'`],
          'base-uri': ["'none'"],
          'form-action': ["'none'"],
          'frame-ancestors': ["'none'"],
        }),
        (_request, response) => void response.type('html').send(page),
      ],
    },
  ];
}
