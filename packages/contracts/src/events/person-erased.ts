import * as z from 'zod';
import { id } from '../fields/text.ts';
import { eventOf } from './envelope.ts';

/** Texts, names and addresses of the person go, aggregates stay. `person_id` is required. */
export const personErased = eventOf('sales.person.erased.v1', z.looseObject({ person_id: id }));
