import * as z from 'zod';
import { localDate } from '../fields/time.ts';
import { dayText } from '../http/answer-fields.ts';
import { passage, written } from './record-fields.ts';

const opening = z.strictObject({ focus: passage });

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('write_focus'), text: passage }),
    z.strictObject({ kind: z.literal('set_target_condition'), text: passage, by: localDate }),
    z.strictObject({ kind: z.literal('note_actual_condition'), text: passage }),
    z.strictObject({ kind: z.literal('add_step'), text: passage }),
  ],
  'must be the kind of a transition of a storyboard, like set_target_condition',
);

const content = z.object({
  state: z.enum(['open']),
  focus: z.array(written),
  target_condition: z.array(z.object({ ...written.shape, due_on: dayText })),
  actual_condition: z.array(written),
  steps: z.array(written),
});

export const storyboard = { opening, move, content };

export type StoryboardOpening = z.output<typeof opening>;
export type StoryboardMove = z.output<typeof move>;
export type StoryboardContent = z.output<typeof content>;
