/**
 * Asks the routes of a running product at a steady rate, whatever it answers: `node ask-routes.ts SETTING.json`. Latency counts from the
 * moment a request was due, so an answer that holds up the next ones is not counted once. Prints one line of JSON.
 */
import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const setting = z
  .object({
    url: z.string(),
    seconds: z.number(),
    seed: z.number(),
    streams: z.array(
      z.object({
        name: z.string(),
        aSecond: z.number(),
        asks: z.array(
          z.object({
            route: z.string(),
            method: z.string(),
            path: z.string(),
            token: z.string(),
            body: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .parse(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')));

type Ask = (typeof setting.streams)[number]['asks'][number];

interface Answered {
  stream: string;
  route: string;
  status: number;
  ms: number;
}

const answered: Answered[] = [];

async function ask(stream: string, { route, method, path, token, body }: Ask, dueAt: number): Promise<void> {
  let status = 0;
  try {
    const response = await fetch(`${setting.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      body,
    });
    await response.arrayBuffer();
    status = response.status;
  } catch {
    status = 0;
  }
  answered.push({ stream, route, status, ms: performance.now() - dueAt });
}

let state = setting.seed;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * below);
}

const startedAt = performance.now() + 200;
const open: Promise<void>[] = [];
await Promise.all(
  setting.streams.map(async ({ name, aSecond, asks }) => {
    for (let n = 0; n < aSecond * setting.seconds; n += 1) {
      const dueAt = startedAt + (n * 1_000) / aSecond;
      const waitMs = dueAt - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const chosen = asks[random(asks.length)];
      if (chosen !== undefined) open.push(ask(name, chosen, dueAt));
    }
  }),
);
await Promise.all(open);
console.log(JSON.stringify(answered));
