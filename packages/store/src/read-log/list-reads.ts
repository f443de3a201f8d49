import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { RecordedRead } from './record-read.ts';
import { readCursor, rowsToRead, toPage } from '../pages/page.ts';
import type { PageAnswer, PageRequest } from '../pages/page.ts';
import { readLog } from '../schema/read-log.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const cursorKey = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,18}$/)]);

/** Who read the records of a person, newest first. */
export async function listReads(
  tx: TenantTransaction,
  request: PageRequest & { readonly subjectId: string },
): Promise<PageAnswer<RecordedRead>> {
  const cursor = readCursor(request.cursor, cursorKey);
  if (cursor.kind === 'invalid_cursor') return cursor;
  const rows = await tx.db
    .select()
    .from(readLog)
    .where(
      and(
        eq(readLog.tenant, tx.tenant),
        eq(readLog.subjectId, request.subjectId),
        cursor.kind === 'first'
          ? undefined
          : sql`(${readLog.readAt}, ${readLog.id}) < (${cursor.key[0]}::timestamptz, ${cursor.key[1]}::bigint)`,
      ),
    )
    .orderBy(desc(readLog.readAt), desc(readLog.id))
    .limit(rowsToRead(request.limit));
  return toPage(
    rows,
    request.limit,
    (row) => [row.readAt, row.id.toString()],
    ({ tenant: _tenant, id: _id, ...read }) => read,
  );
}
