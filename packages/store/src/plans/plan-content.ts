import { z } from 'zod';
import { abandonReasons, behaviourVerdicts, confirmationVerdicts, sides } from '@stepup/coaching';
import type { Plan } from '@stepup/coaching';

function entryOf<T extends z.ZodType>(value: T) {
  return z.object({ value, by: z.string(), at: z.string(), late: z.boolean() });
}

const confirmation = entryOf(z.enum(confirmationVerdicts)).extend({ hypothesisVersion: z.int() });
const frozenNumber = z.object({ indicator: z.string(), value: z.string(), basis: z.string() });

/** The answers of a plan as they stand in its JSON columns. Everything read from there passes through this. */
export const planContent = z.object({
  skill: z.array(entryOf(z.string())),
  reason: z.array(entryOf(z.object({ text: z.string(), numbers: z.array(frozenNumber), asOf: z.string() }))),
  selfAnalysis: z.array(entryOf(z.string())),
  coachView: z.array(entryOf(z.string())),
  discussion: z.array(confirmation),
  observation: z.array(confirmation),
  measures: z.array(
    z.object({
      id: z.string(),
      author: z.enum(sides),
      written: entryOf(z.string()),
      withdrawn: z.object({ by: z.string(), at: z.string() }).nullable(),
    }),
  ),
  coachActions: z.array(
    z.object({ id: z.string(), written: entryOf(z.string()), on: z.string().nullable() }),
  ),
  acceptance: z.array(
    z.object({
      side: z.enum(sides),
      answer: z.enum(['accepted', 'change_wanted']),
      comment: z.string().nullable(),
      contentVersion: z.int(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  behaviourTarget: z.array(
    entryOf(
      z.object({
        behaviour: z.string(),
        indicator: z.string(),
        baseline: z.number(),
        value: z.number(),
        by: z.string(),
      }),
    ),
  ),
  outcome: z.array(
    entryOf(
      z.object({
        pipelineId: z.string(),
        stageId: z.string(),
        baseline: z.number().nullable(),
        provenFor: z.enum(['person', 'group']),
      }),
    ),
  ),
  behaviourVerdict: z.array(entryOf(z.enum(behaviourVerdicts))),
  handovers: z.array(
    z.object({ from: z.string(), to: z.string(), at: z.string(), notesOpenedAt: z.string().nullable() }),
  ),
  abandoned: entryOf(z.enum(abandonReasons)).nullable(),
}) satisfies z.ZodType<Partial<Plan>>;
