/** Of fewer people than this nothing is told together. */
export const floor = 5;
