import { createHash } from 'node:crypto';
import { canonicalJson, instantOfDate } from '@stepup/contracts';
import { beginWrite, ensureTenant, finishWrite, type TenantTransaction, withTenant } from '@stepup/store';
import * as z from 'zod';
import type { WriteCall } from './define-write.ts';
import type { EndpointOutcome, EndpointProblem } from './endpoint.ts';

const kept = z.object({ body: z.unknown(), version: z.exactOptional(z.int()) });

/** Undoes the transaction of a write that was refused, its idempotency key included: sent again it is judged anew. */
class RefusedWrite extends Error {
  override readonly name = 'RefusedWrite';
  readonly problem: EndpointProblem;

  constructor(problem: EndpointProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * Runs a write in one transaction. With an idempotency key the same request has the same answer for 24 hours and no second
 * effect, also where both arrive at once; the same key with another request is refused.
 */
export async function runWrite<Answer>(
  { ports, viewer, sent, pathParameters }: Omit<WriteCall<unknown>, 'body'>,
  write: {
    /** Of the table of routes. */
    readonly path: string;
    /** Reads an answer that was kept. */
    readonly answer: z.ZodType<unknown, Answer>;
    readonly work: (tx: TenantTransaction, at: string) => Promise<EndpointOutcome<Answer>>;
  },
): Promise<EndpointOutcome<Answer>> {
  const at = instantOfDate(ports.clock.now());
  const actor = viewer.personId ?? 'program';
  const key = sent.idempotencyKey;
  try {
    return await withTenant(ports.pool, viewer.tenant, async (tx): Promise<EndpointOutcome<Answer>> => {
      const tenant = await ensureTenant(tx, at);
      if (tenant.kind === 'tombstoned') return { kind: 'problem', code: 'tenant_invalid' };
      if (key !== null) {
        const fingerprint = createHash('sha256')
          .update(canonicalJson([write.path, pathParameters, sent.body]))
          .digest('hex');
        const begun = await beginWrite(tx, { actor, key, fingerprint, at });
        if (begun.kind === 'conflict') return { kind: 'problem', code: 'idempotency_conflict' };
        if (begun.kind === 'in_progress') {
          return {
            kind: 'problem',
            code: 'unavailable',
            detail: 'The same request is still being worked on.',
          };
        }
        if (begun.kind === 'answered') return readKept(begun.answer, write.answer);
      }
      const outcome = await write.work(tx, at);
      if (outcome.kind === 'problem') throw new RefusedWrite(outcome);
      const { kind: _kind, ...answer } = outcome;
      if (key !== null) await finishWrite(tx, { actor, key, status: 200, answer });
      return outcome;
    });
  } catch (error) {
    if (error instanceof RefusedWrite) return error.problem;
    throw error;
  }
}

function readKept<Answer>(answer: unknown, schema: z.ZodType<unknown, Answer>): EndpointOutcome<Answer> {
  const { body, version } = kept.parse(answer);
  return {
    kind: 'answer',
    body: z.custom<Answer>((value) => schema.safeParse(value).success).parse(body),
    ...(version === undefined ? {} : { version }),
  };
}
