import * as z from 'zod';
import { contentKinds } from '../events/content-switched.ts';
import { textOf } from '../fields/text.ts';
import { localDate } from '../fields/time.ts';
import { dayText, instantText } from './answer-fields.ts';
import { listOf } from './list.ts';

/** Whether one way of looking at contents is on, since when, and on which agreement it rests. */
export const contentSwitch = z.object({
  kind: z.enum(contentKinds),
  is_on: z.boolean(),
  since: instantText.nullable(),
  switched_by: z.string().nullable(),
  agreement: z.string().nullable(),
  agreed_on: dayText.nullable(),
});

/** `GET /v1/content-switches`. */
export const contentSwitchesAnswer = listOf(contentSwitch);

/** Body of `PUT /v1/content-switches/{kind}`. Nothing is switched on without an agreement. */
export const contentSwitchRequest = z.union([
  z.strictObject({
    is_on: z.literal(true),
    agreement: textOf(50_000).meta({
      description: 'The words of the agreement with those concerned, or where they are kept',
    }),
    agreed_on: localDate,
  }),
  z.strictObject({ is_on: z.literal(false) }),
]);
