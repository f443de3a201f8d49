import * as z from 'zod';
import { dayText, instantText } from './answer-fields.ts';

const headStart = z
  .int()
  .min(0)
  .max(20)
  .meta({ description: 'Working days in which a finding is the person’s alone' });

/** Body of `PUT /v1/settings/diagnosis`. */
export const diagnosisSettingsRequest = z.strictObject({ head_start_working_days: headStart });

/** How a tenant wants its findings shown. */
export const diagnosisSettings = z.object({
  head_start_working_days: headStart,
  version: z.int().min(0).meta({ description: 'What If-Match compares; 0: as shipped' }),
  changed_by: z.string().nullable(),
  changed_at: instantText.nullable(),
  holidays: z.array(dayText).meta({
    description: 'The next ones, at most ten; no working days. Told by `sales.tenant.configured.v1`',
  }),
});
