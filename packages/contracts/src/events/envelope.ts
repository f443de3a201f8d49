import * as z from 'zod';
import { clearable } from '../fields/clearable.ts';
import { attribute } from '../fields/text.ts';
import { instant } from '../fields/time.ts';

const tenantPattern = /^[a-z0-9-]{1,63}$/;

/** Tenant name: lower-case letters, digits and hyphens, 1–63. */
export const tenantName = z
  .string()
  .regex(tenantPattern, 'must be 1 to 63 lower-case letters, digits or hyphens');

/** The same, for those who ask it of every message. */
export function isTenantName(text: string): boolean {
  return tenantPattern.test(text);
}

const jsonMediaType = /^application\/json\s*(?:;|$)/i;

/**
 * The CloudEvents 1.0 attributes of every event. Null stands for absent, as the JSON format of CloudEvents says.
 * Further attributes (extensions) are kept.
 */
const envelope = {
  specversion: z.literal('1.0'),
  id: attribute.meta({ description: 'Unique within `source`' }),
  source: attribute.meta({ description: 'The connector instance that sends the event' }),
  time: instant.meta({ description: 'When it happened in the CRM; at most 24 h ahead of receipt' }),
  recordedtime: clearable(instant).meta({ description: 'When the source recorded it' }),
  subject: clearable(attribute).meta({ description: 'What it is about; set from the data if absent' }),
  tenant: clearable(tenantName),
  datacontenttype: clearable(
    z
      .string()
      .max(200)
      .refine((mediaType) => jsonMediaType.test(mediaType), 'must be application/json, or be left out'),
  ),
  dataschema: clearable(z.string().min(1).max(2000)),
};

/** The whole event of one type: the envelope, the type and its data. Unknown fields are kept at every level. */
export function eventOf<Type extends string, Data extends z.ZodType>(type: Type, data: Data) {
  return z.looseObject({ ...envelope, type: z.literal(type), data });
}
