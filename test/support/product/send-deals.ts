import { join } from 'node:path';
import { dealsAnswer } from '@stepup/contracts';
import { openEmbeddedIssuer } from '@stepup/runtime';

/** A token of the built-in issuer for the tenant `default`. */
export async function issueBearer(
  dataDirectory: string,
  request: { person: string } | { scopes: readonly string[] },
): Promise<string> {
  const opened = await openEmbeddedIssuer({ directory: join(dataDirectory, 'issuer') });
  if (opened.kind !== 'ready') throw new Error(opened.kind);
  const issued = await opened.issuer.issue({ tenant: 'default', ttlSeconds: 600, ...request });
  if (issued.kind !== 'issued') throw new Error(issued.kind);
  return `Bearer ${issued.token}`;
}

/** Events of as many deals, named after their numbers: `d0`, `d1` … */
export function dealEvents(first: number, count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    specversion: '1.0',
    id: `e${first + index}`,
    source: 'lifecycle',
    type: 'sales.deal.changed.v1',
    time: '2026-01-01T00:00:00Z',
    data: { deal_id: `d${first + index}`, owner_id: 'r1' },
  }));
}

/** Sends a batch; a bearer is one of {@link issueBearer}. */
export async function sendBatch(
  url: string,
  authorization: string,
  events: readonly unknown[],
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const response = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** The ids of all deals of the tenant. */
export async function readAllDeals(url: string, authorization: string): Promise<Set<string>> {
  const ids = new Set<string>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = cursor === '' ? '' : `&cursor=${cursor}`;
    const response = await fetch(`${url}/v1/deals?limit=1000${query}`, { headers: { authorization } });
    const page = dealsAnswer.parse(await response.json());
    for (const { deal_id } of page.items) ids.add(deal_id);
    cursor = page.next_cursor;
  }
  return ids;
}
