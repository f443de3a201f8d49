import { type ErrorCode, parseRequest } from '@stepup/contracts';
import * as z from 'zod';
import type { Permission } from '../access/access-table.ts';
import type { Endpoint, EndpointCall, EndpointOutcome, EndpointProblem, SentWrite } from './endpoint.ts';

/** A request that changes something, its body read. */
export interface WriteCall<Body> extends Omit<EndpointCall<unknown>, 'query'> {
  body: Body;
  sent: SentWrite;
}

interface WriteDefinition<Body extends z.ZodType, Answer extends z.ZodType> {
  /** `put` replaces what stands at the path; default `post`. */
  method?: 'post' | 'put';
  path: string;
  operationId: string;
  summary: string;
  description: string;
  /** The line of the access table that says who may. */
  access: Permission;
  body: Body;
  status: 200 | 201 | 202;
  needsVersion: boolean;
  answer: Answer;
  problems: readonly ErrorCode[];
  readonly handle: (call: WriteCall<z.output<Body>>) => Promise<EndpointOutcome<z.input<Answer>>>;
}

const noQuery = z.strictObject({});

/** Makes a line of the table that is written to. */
export function defineWrite<Body extends z.ZodType, Answer extends z.ZodType>(
  definition: WriteDefinition<Body, Answer>,
): Endpoint {
  const { handle, body, status, needsVersion, ...described } = definition;
  return {
    ...described,
    method: definition.method ?? 'post',
    query: noQuery,
    write: { body, status, needsVersion },
    async respond(call, sent) {
      if (sent === null) throw new Error(`nothing was read for ${definition.path}`);
      const parsed = parseRequest(body, sent.body);
      if (parsed.kind === 'invalid') return invalidBody(parsed.problems);
      const outcome = await handle({ ...call, body: parsed.value, sent });
      if (outcome.kind === 'problem') return outcome;
      return { ...outcome, body: definition.answer.parse(outcome.body) };
    },
  };
}

/** The refusal of a body, with everything that is wrong with it. */
export function invalidBody(problems: readonly { path: string; message: string }[]): EndpointProblem {
  return {
    kind: 'problem',
    code: 'invalid_body',
    detail: problems.map(({ path, message }) => `${path.slice(1) || 'body'} ${message}`).join('; '),
    errors: problems.map((problem) => ({ code: 'invalid_body', ...problem })),
  };
}
