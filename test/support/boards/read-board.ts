import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const link = z.object({ url: z.string() });

const panel = z.object({
  id: z.int(),
  type: z.string(),
  title: z.string(),
  description: z.string().default(''),
  repeat: z.string().optional(),
  links: z.array(link).default([]),
  fieldConfig: z
    .object({
      defaults: z.object({ unit: z.string().default(''), links: z.array(link).optional() }),
      overrides: z.array(
        z.object({
          matcher: z.object({ id: z.string(), options: z.unknown() }),
          properties: z.array(z.object({ id: z.string(), value: z.unknown() })),
        }),
      ),
    })
    .optional(),
  targets: z
    .array(
      z.object({
        refId: z.string(),
        datasource: z.object({ type: z.string(), uid: z.string() }),
        // Of the ClickHouse data source, else of Prometheus.
        editorType: z.literal('sql').optional(),
        queryType: z.enum(['table', 'timeSeries']).optional(),
        rawSql: z.string().default(''),
        expr: z.string().default(''),
      }),
    )
    .default([]),
});

const board = z.object({
  uid: z.string(),
  title: z.string(),
  schemaVersion: z.int(),
  panels: z.array(panel),
  annotations: z
    .object({
      list: z.array(z.object({ name: z.string(), target: z.object({ rawSql: z.string() }) })).default([]),
    })
    .default({ list: [] }),
  templating: z.object({
    list: z.array(
      z.object({ name: z.string(), type: z.string(), hide: z.int().default(0), query: z.string() }),
    ),
  }),
});

/** What the tests look at in a generated board. */
export type ReadBoard = z.output<typeof board>;

/** A panel that asks the data source something; rows of the board do not. */
export type ReadPanel = ReadBoard['panels'][number];

const generated = new URL('../../../dashboards/generated/', import.meta.url);

/** The committed JSON of a board as Grafana would read it. */
export async function readBoard(file: string): Promise<ReadBoard> {
  return parseBoard(await readFile(new URL(file, generated), 'utf8'));
}

/** A board from its JSON. */
export function parseBoard(text: string): ReadBoard {
  return board.parse(JSON.parse(text));
}

/** The panels of a board that ask the warehouse. */
export function panelsWithQueries(board: ReadBoard): ReadPanel[] {
  return allPanels(board).filter(({ targets }) => targets.some(({ rawSql }) => rawSql !== ''));
}

/** The panels of a board, whatever they ask. */
export function allPanels({ panels }: ReadBoard): ReadPanel[] {
  return panels.filter(({ type }) => type !== 'row');
}
