import { type ErrorCode, parseRequest } from '@stepup/contracts';
import type { ProblemError } from '@stepup/runtime';
import type * as z from 'zod';
import type { ApiPorts } from '../api-ports.ts';
import type { Permission } from '../access/access-table.ts';
import type { Veil } from '../access/veil.ts';
import type { Viewer } from '../access/viewer.ts';

/** A request whose sender is known and whose query has been read. */
export interface EndpointCall<Query> {
  ports: ApiPorts;
  viewer: Viewer;
  /** For those who see pseudonyms in the place of people; ids and answers have gone through it already. */
  veil: Veil | null;
  query: Query;
  /** The query as sent, to which a cursor is bound. */
  rawQuery: Readonly<Record<string, unknown>>;
  /** The same about people, where it was sent about pseudonyms. */
  meantQuery: Readonly<Record<string, unknown>>;
  /** What stands in the place of `:name` in the path. */
  pathParameters: Readonly<Record<string, string>>;
}

/** A refusal by a code of the contract. */
export interface EndpointProblem {
  kind: 'problem';
  code: ErrorCode;
  detail?: string;
  errors?: ProblemError[];
}

/** `version` is what a later `If-Match` names; it goes out as `ETag`. */
export type EndpointOutcome<Answer> = { kind: 'answer'; body: Answer; version?: number } | EndpointProblem;

interface EndpointDefinition<Query extends z.ZodType, Answer extends z.ZodType> {
  method: 'get';
  /** As Express writes it: `/v1/indicators/:id`. */
  path: string;
  operationId: string;
  summary: string;
  /** More than the summary says, for the documentation. */
  description: string;
  /** The line of the access table that says who may. */
  access: Permission;
  query: Query;
  answer: Answer;
  /** Codes beyond those that every endpoint of its kind can answer. */
  problems: readonly ErrorCode[];
  readonly handle: (call: EndpointCall<z.output<Query>>) => Promise<EndpointOutcome<z.input<Answer>>>;
}

/** How a line of the table is written to; see `defineWrite`. */
export interface WriteDescription {
  body: z.ZodType;
  status: 200 | 201 | 202;
  /** Changes something that has versions: `If-Match` names the one it was read at. */
  needsVersion: boolean;
}

/** What was sent to be written. */
export interface SentWrite {
  body: unknown;
  /** Of `If-Match`; null where the endpoint needs none. */
  version: number | null;
  idempotencyKey: string | null;
}

/** One line of the table of routes: all that is served, documented and checked of a resource. */
export interface Endpoint extends Omit<EndpointDefinition<z.ZodType, z.ZodType>, 'handle' | 'method'> {
  method: 'get' | 'post' | 'put';
  /** Null for lines that are read. */
  write: WriteDescription | null;
  /** Reads the query or the body, answers, and lets nothing out that the schema of the answer does not name. */
  respond(
    call: Omit<EndpointCall<unknown>, 'query'>,
    sent: SentWrite | null,
  ): Promise<EndpointOutcome<unknown>>;
}

/** Makes a line of the table from a typed definition. */
export function defineEndpoint<Query extends z.ZodType, Answer extends z.ZodType>(
  definition: EndpointDefinition<Query, Answer>,
): Endpoint {
  const { handle, ...described } = definition;
  return {
    ...described,
    write: null,
    async respond(call) {
      const query = parseRequest(definition.query, call.meantQuery);
      if (query.kind === 'invalid') return invalidQuery(query.problems);
      const outcome = await handle({ ...call, query: query.value });
      if (outcome.kind === 'problem') return outcome;
      return { ...outcome, body: definition.answer.parse(outcome.body) };
    },
  };
}

/** The refusal of a query, with every parameter that is wrong. */
export function invalidQuery(problems: readonly { path: string; message: string }[]): EndpointProblem {
  return {
    kind: 'problem',
    code: 'invalid_query',
    detail: problems.map(({ path, message }) => `${path.slice(1) || 'query'} ${message}`).join('; '),
    errors: problems.map((problem) => ({ code: 'invalid_query', ...problem })),
  };
}
