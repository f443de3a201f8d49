import { type Instant, instantOfDate } from '@stepup/contracts';
import { z } from 'zod';
import type { PastApi } from '../../parts/serve-past-api.ts';

const record = z.looseObject({ id: z.string(), version: z.int() });

/** A record that was opened, at the version that the last act left. */
export interface ToldRecord {
  /** As in the path: `plans`, `calls`. */
  readonly plural: string;
  readonly id: string;
  version: number;
}

/** Tells what people did, act by act, each at its time; what would lie in the future is not told. */
export interface PastTeller {
  /** The answer to a question as somebody would have had it then. */
  read<Schema extends z.ZodType>(
    person: string,
    at: Instant,
    path: string,
    schema: Schema,
  ): Promise<z.output<Schema>>;
  open(person: string, at: Instant, path: string, body: object): Promise<ToldRecord>;
  move(person: string, at: Instant, record: ToldRecord, body: object): Promise<void>;
}

export function createPastTeller(
  api: PastApi,
  tokenOf: (person: string) => Promise<string>,
  stopping: AbortSignal,
): PastTeller {
  const tokens = new Map<string, Promise<string>>();
  const ask = async (person: string, at: Instant, path: string, init: RequestInit): Promise<unknown> => {
    const token = tokens.get(person) ?? tokenOf(person);
    tokens.set(person, token);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await token}`);
    api.goTo(at);
    const answer = await fetch(new URL(path, api.url), { ...init, headers, signal: stopping });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${person} at ${at}, ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const write = async (person: string, at: Instant, path: string, body: object, version?: number) =>
    record.parse(
      await ask(person, at, path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        },
        body: JSON.stringify(body),
      }),
    );
  return {
    read: async (person, at, path, schema) => schema.parse(await ask(person, at, path, { method: 'GET' })),
    async open(person, at, path, body) {
      const { id, version } = await write(person, at, path, body);
      // Of `/v1/plans/{id}/obstacles` as of `/v1/obstacles`: the last part; a storyboard is the one of its plan.
      const last = path.split('/').at(-1) ?? '';
      return { plural: last === 'storyboard' ? 'storyboards' : last, id, version };
    },
    async move(person, at, told, body) {
      const path = `/v1/${told.plural}/${told.id}/transitions`;
      told.version = (await write(person, at, path, body, told.version)).version;
    },
  };
}

/** Moments of a story that ends now: so many days ago at an hour of the working day, weekends moved back to their Friday. */
export function createDays(now: Instant): (daysAgo: number, hour: number) => Instant {
  return (daysAgo, hour) => {
    const day = new Date(Date.parse(now) - daysAgo * 86_400_000);
    day.setUTCHours(hour, 0, 0, 0);
    const weekday = day.getUTCDay();
    const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
    return instantOfDate(new Date(day.getTime() - back * 86_400_000));
  };
}
