import { and, desc, eq, lt } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { z } from 'zod';
import { readCursor, rowsToRead, toPage } from '../pages/page.ts';
import type { PageAnswer, PageRequest } from '../pages/page.ts';
import { playbookVersions } from '../schema/playbook-versions.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** A playbook as somebody wrote it. Versions count from 1; 0 is the one that comes with the product and stands nowhere here. */
export interface PlaybookVersion {
  readonly version: number;
  readonly text: string;
  readonly writtenBy: string;
  readonly writtenAt: Instant;
}

const columns = {
  version: playbookVersions.version,
  text: playbookVersions.text,
  writtenBy: playbookVersions.writtenBy,
  writtenAt: playbookVersions.writtenAt,
};

/** The version asked for, or the newest one; null where there is none. */
export async function getPlaybook(
  tx: TenantTransaction,
  version: number | 'current',
): Promise<PlaybookVersion | null> {
  const [row] = await tx.db
    .select(columns)
    .from(playbookVersions)
    .where(
      and(
        eq(playbookVersions.tenant, tx.tenant),
        version === 'current' ? undefined : eq(playbookVersions.version, version),
      ),
    )
    .orderBy(desc(playbookVersions.version))
    .limit(1);
  return row ?? null;
}

const cursorKey = z.tuple([z.string().regex(/^\d{1,9}$/)]);

/** Every version, the newest first. */
export async function listPlaybookVersions(
  tx: TenantTransaction,
  request: PageRequest,
): Promise<PageAnswer<PlaybookVersion>> {
  const cursor = readCursor(request.cursor, cursorKey);
  if (cursor.kind === 'invalid_cursor') return cursor;
  const rows = await tx.db
    .select(columns)
    .from(playbookVersions)
    .where(
      and(
        eq(playbookVersions.tenant, tx.tenant),
        cursor.kind === 'first' ? undefined : lt(playbookVersions.version, Number(cursor.key[0])),
      ),
    )
    .orderBy(desc(playbookVersions.version))
    .limit(rowsToRead(request.limit));
  return toPage(
    rows,
    request.limit,
    ({ version }) => [String(version)],
    (row) => row,
  );
}

export type SavedPlaybook =
  | { readonly kind: 'saved'; readonly playbook: PlaybookVersion }
  | { readonly kind: 'stale'; readonly version: number };

/** Adds the version after `expectedVersion`, when nobody else did. The text is checked by the caller. */
export async function savePlaybook(
  tx: TenantTransaction,
  save: {
    readonly expectedVersion: number;
    readonly text: string;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<SavedPlaybook> {
  const current = (await getPlaybook(tx, 'current'))?.version ?? 0;
  if (current !== save.expectedVersion) return { kind: 'stale', version: current };
  const [row] = await tx.db
    .insert(playbookVersions)
    .values({
      tenant: tx.tenant,
      version: current + 1,
      text: save.text,
      writtenBy: save.by,
      writtenAt: save.at,
    })
    .onConflictDoNothing()
    .returning(columns);
  // Somebody else's version was written between the two statements.
  return row === undefined ? { kind: 'stale', version: current + 1 } : { kind: 'saved', playbook: row };
}
