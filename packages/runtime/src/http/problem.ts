import type { HttpResponse } from './handler.ts';
import { requestIdOf } from './request-context.ts';

/** A kind of problem from the closed list of the contract. */
export interface ProblemKind {
  status: number;
  /** Stable, for programs. */
  code: string;
  /** The same for every problem of this code, for people. */
  title: string;
}

export interface ProblemError {
  code: string;
  /** Where in the body or query, for example `/data/amount`. */
  path: string;
  message: string;
}

/** An answer by RFC 9457, `application/problem+json`. */
export interface Problem extends ProblemKind {
  /** `urn:stepup:problem:<code>`. */
  type: string;
  /** What is wrong in this case and what to do. */
  detail?: string;
  /** `urn:stepup:request:<id>`: finds this occurrence in the log. */
  instance: string;
  errors?: readonly ProblemError[];
}

export interface ProblemDetails {
  detail?: string;
  errors?: readonly ProblemError[];
}

/** Ends the answer with a problem; headers such as `Retry-After` are set by the caller before. */
export function sendProblem(response: HttpResponse, kind: ProblemKind, details: ProblemDetails = {}): void {
  const problem: Problem = {
    type: `urn:stepup:problem:${kind.code}`,
    title: kind.title,
    status: kind.status,
    code: kind.code,
    instance: `urn:stepup:request:${requestIdOf(response.req)}`,
    ...(details.detail === undefined ? {} : { detail: details.detail }),
    ...(details.errors === undefined ? {} : { errors: details.errors }),
  };
  response.status(kind.status).type('application/problem+json').send(JSON.stringify(problem));
}
