interface TimedDeal {
  readonly enteredAtDays: number;
  readonly daysToAdvance: number | null;
  readonly daysToLoss: number | null;
}

/** What is known of the deals on a day. */
export function knownAt<Deal extends TimedDeal>(deals: readonly Deal[], onDays: number): Deal[] {
  const cut = (days: number | null, enteredAtDays: number): number | null =>
    days !== null && enteredAtDays + days <= onDays ? days : null;
  return deals
    .filter(({ enteredAtDays }) => enteredAtDays < onDays)
    .map((deal) => ({
      ...deal,
      daysToAdvance: cut(deal.daysToAdvance, deal.enteredAtDays),
      daysToLoss: cut(deal.daysToLoss, deal.enteredAtDays),
    }));
}
