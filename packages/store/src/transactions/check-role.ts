import type { Pool } from 'pg';
import { z } from 'zod';

export type RoleCheck =
  | { readonly kind: 'safe' }
  | {
      readonly kind: 'unsafe';
      readonly role: string;
      readonly reason: 'superuser' | 'bypasses_row_security' | 'owns_tables';
    };

const roleRow = z.object({
  role: z.string(),
  superuser: z.boolean(),
  bypasses: z.boolean(),
  owns: z.boolean(),
});

/**
 * Whether the role of this pool is one that row-level security holds. A service started with the owner's or a
 * superuser's connection string would work and separate no tenants; so services check this before they serve.
 */
export async function checkRole(pool: Pool): Promise<RoleCheck> {
  const { rows } = await pool.query(
    `select rolname as role, rolsuper as superuser, rolbypassrls as bypasses,
            exists (select from pg_class
                    where relnamespace = 'stepup'::regnamespace and relowner = pg_roles.oid) as owns
     from pg_roles where rolname = current_user`,
  );
  const { role, superuser, bypasses, owns } = z.tuple([roleRow]).parse(rows)[0];
  if (superuser) return { kind: 'unsafe', role, reason: 'superuser' };
  if (bypasses) return { kind: 'unsafe', role, reason: 'bypasses_row_security' };
  return owns ? { kind: 'unsafe', role, reason: 'owns_tables' } : { kind: 'safe' };
}
