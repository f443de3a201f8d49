import { jsonOrUndefined, problem } from '@stepup/contracts';
import type { z } from 'zod';

/** An instance and a token for it. */
export interface InstanceTarget {
  url: string;
  token: string;
}

/** What the instance answered, or why not, in words. `status` is 0 where it cannot be reached. */
export type InstanceAnswer<Body> =
  { kind: 'answer'; body: Body } | { kind: 'refused'; status: number; message: string };

/** Asks a running instance over HTTP; with `body` it is a POST. */
export async function callInstance<Schema extends z.ZodType>(
  target: InstanceTarget,
  path: string,
  schema: Schema,
  body?: unknown,
): Promise<InstanceAnswer<z.output<Schema>>> {
  let response: Response;
  try {
    response = await fetch(new URL(path, target.url), {
      headers: {
        authorization: `Bearer ${target.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
  } catch (error) {
    return { kind: 'refused', status: 0, message: `${target.url} cannot be reached: ${String(error)}` };
  }
  const text = await response.text();
  if (response.ok) return { kind: 'answer', body: schema.parse(JSON.parse(text)) };
  return { kind: 'refused', status: response.status, message: describeRefusal(response.status, text) };
}

/** What a refusal says, in words. */
export function describeRefusal(status: number, text: string): string {
  const parsed = problem.safeParse(jsonOrUndefined(text));
  if (!parsed.success) return `${status}: ${text.slice(0, 2_000)}`;
  const { title, detail, code } = parsed.data;
  return `${detail ?? title} (${status} ${code})`;
}
