import * as z from 'zod';
import { contentKinds } from '../events/content-switched.ts';
import { instantText } from './answer-fields.ts';
import { contentSwitch } from './content-switches.ts';
import { indicatorIds } from './indicator-ids.ts';

const collected = z.object({
  id: z.enum(indicatorIds),
  version: z.int().min(1),
  title: z.string(),
  question: z.string(),
  what: z.string(),
  why: z.string(),
  seen_by: z.string(),
  kept: z.string(),
  needs_switch: z.enum(contentKinds).nullable(),
  is_on: z.boolean().meta({ description: 'Whether it is computed for this tenant now' }),
});

/** `GET /v1/annex`: what is collected of the people of a tenant, why, who sees it and for how long. */
export const annexAnswer = z.object({
  tenant: z.string(),
  stated_at: instantText,
  purpose: z.string(),
  excluded_uses: z.array(z.string()),
  switches: z.array(contentSwitch),
  collected: z.array(collected),
  access: z.array(z.object({ role: z.string(), sees: z.string(), may: z.array(z.string()) })),
  retention: z.array(z.object({ what: z.string(), kept: z.string() })),
});

export type Annex = z.output<typeof annexAnswer>;
