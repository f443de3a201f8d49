import type { Request, RequestHandler, Response } from 'express';

export type HttpRequest = Request;
export type HttpResponse = Response;
/** Answers, or calls `next`. A rejected promise is a bug or broken infrastructure: it becomes a 500. */
export type HttpHandler = RequestHandler;

export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express 5 path, for example `/v1/deals/:id`. */
  path: string;
  handlers: readonly HttpHandler[];
  /** The address is a secret: logs name the pattern alone. */
  isSecret?: true;
}
