import { join } from 'node:path';
import { type HttpHandler, securityHeaders } from '@stepup/runtime';
import express from 'express';

/** Styles come from scripts of the console itself (its component library writes them); nothing is loaded from elsewhere. */
const contentSecurityPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** Addresses that are never a page of the console. */
const notPages = /^\/(v1|docs|openapi\.json|healthz|readyz|metrics|assets)(\/|$)/;

/**
 * The built console: its files, and its page for every address that a browser opens and no route answers. Files under
 * `assets` are named after their content and may be kept for good.
 */
export function createConsoleMount(directory: string): { path: string; handler: HttpHandler } {
  const headers = securityHeaders(contentSecurityPolicy);
  const files = express.static(directory, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      const isNamedByContent = path.startsWith(join(directory, 'assets'));
      response.setHeader(
        'Cache-Control',
        isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return {
    path: '/',
    handler: (request, response, next) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        next();
        return;
      }
      const isPage = !notPages.test(request.path) && request.accepts(['json', 'html']) === 'html';
      if (
        !isPage &&
        !request.path.startsWith('/assets/') &&
        !/^\/[\w-]+\.(svg|ico|png|webmanifest|txt)$/.test(request.path)
      ) {
        next();
        return;
      }
      headers(request, response, (error?: unknown) => {
        if (error !== undefined) {
          next(error);
          return;
        }
        if (isPage) response.setHeader('Cache-Control', 'no-cache').sendFile(join(directory, 'index.html'));
        else files(request, response, next);
      });
    },
  };
}
