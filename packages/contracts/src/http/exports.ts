import * as z from 'zod';

/** The views that may be exported: those of `stepup_v1`, whose columns are only ever added to. */
export const exportViews = [
  'deals',
  'steps',
  'closes',
  'activities',
  'daily_steps',
  'daily_activities',
  'people',
  'teams',
  'pipeline_steps',
  'horizons',
  'freshness',
] as const;

export const exportFormats = ['csv', 'parquet'] as const;

/** Query of `GET /v1/exports/{view}`. */
export const exportQuery = z.strictObject({ format: z.enum(exportFormats).default('csv') });

export type ExportView = (typeof exportViews)[number];
export type ExportFormat = (typeof exportFormats)[number];
