import { indicatorCatalogue } from '@stepup/warehouse';

type IndicatorId = (typeof indicatorCatalogue)[number]['id'];

/** What the catalogue says of an indicator: question, definition, basis, owner. Boards never word it anew. */
export function describeIndicator(id: IndicatorId): string {
  const definition = indicatorCatalogue.find((entry) => entry.id === id);
  if (definition === undefined) throw new Error(`the catalogue has no indicator ${id}`);
  const { title, question, definition: meaning, basis, owner_rule: ownerRule } = definition;
  return `**${title}.** ${question} ${meaning} ${basis} ${ownerRule}`;
}
