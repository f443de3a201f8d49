import { pgSchema } from 'drizzle-orm/pg-core';

/** All tables of the system of record live in this PostgreSQL schema. */
export const stepupSchema = pgSchema('stepup');
