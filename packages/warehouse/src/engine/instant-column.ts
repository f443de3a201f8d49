import type { Instant } from '@stepup/contracts';
import * as z from 'zod';

/** The engine's text for "has not happened": the last second its times can hold. */
export const never: Instant = '2299-12-31T23:59:59.000000Z';

/** A DateTime64(6) in an answer, as the engine writes it, as an Instant. */
export const instantColumn = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);

/** The same where `never` stands for none. */
export const instantColumnOrNull = instantColumn.transform((text): Instant | null =>
  text === never ? null : text,
);
