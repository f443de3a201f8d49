import { isNotFound } from './request-failure.ts';

/** Null in place of a 404: for what a server may not have. Other failures stay failures. */
export async function optionalAnswer<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
