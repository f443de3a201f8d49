/** What the page of the month says first. */
export function monthSentence(people: number, withPlan: number): string {
  if (people === withPlan)
    return people === 1 ? 'There is a plan already.' : `All ${people} have a plan already.`;
  if (withPlan === 0) return people === 1 ? 'No plan yet: choose one.' : `None of ${people} has a plan yet.`;
  const left = people - withPlan;
  return `${left} of ${people} ${left === 1 ? 'has' : 'have'} no plan yet.`;
}
