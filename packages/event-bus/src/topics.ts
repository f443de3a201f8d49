/** The topics of this product. A changed meaning of their messages is a new topic. */
export const topics = {
  events: 'stepup.events.v1',
  deadLetters: 'stepup.dead-letters.v1',
} as const;

export type Topic = (typeof topics)[keyof typeof topics];
