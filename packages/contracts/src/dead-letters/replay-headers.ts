/** Headers of a message that is sent again: the letter it comes from, and how often storing it was tried before. */
export const replayHeaders = { id: 'deadletterid', attempts: 'deadletterattempts' } as const;
