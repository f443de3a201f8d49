/** The words of the screens and what they mean; each page uses these and no others for the same thing. */
export const terms = {
  stepUpRate: {
    word: 'Step-up rate',
    meaning:
      'The share of the deals entering a step that move on within the time the step usually takes. Open deals count for as long as they have been seen, so it can differ a little from the plain count.',
  },
  likelyRate: {
    word: 'Likely step-up rate',
    meaning:
      'The step-up rate after taking out luck: few deals say little, so it is drawn towards that of the team.',
  },
  mature: {
    word: 'Mature',
    meaning: 'A deal that entered long enough ago to have had its full time at the step.',
  },
  open: { word: 'Open', meaning: 'Neither moved on nor lost yet: not decided.' },
  range: {
    word: '90 % range',
    meaning: 'The true rate lies in it about 9 times in 10. The fewer the deals, the wider.',
  },
  typical: {
    word: 'Typical colleague',
    meaning:
      'What somebody in the middle of the colleagues would reach with the same mix of leads. Nobody in particular.',
  },
  look: {
    word: 'Look',
    meaning: 'Once a month all numbers are judged anew; gaps are listed and taken off the list then.',
  },
  winRate: {
    word: 'Win rate',
    meaning: 'Won deals among those closed in the time chosen, whenever they began.',
  },
} as const;

export type Term = keyof typeof terms;
