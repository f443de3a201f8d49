import { ownRate } from '../levers/evaluate-rep.ts';
import type { ChainStep, LeverModel } from '../levers/lever-model.ts';

export type ProductComparison = {
  readonly product: number;
  readonly typicalProduct: number;
  /** P(product < (1 − margin) × typical product). */
  readonly pGap: number;
  /** P(the neighbour's rate is above typical), half weight where equal. */
  readonly pNeighbourAbove: number;
};

/**
 * The rates of two neighbouring steps multiplied, against a typical colleague with the same leads, draw by draw; null
 * where the rep has too few deals at the neighbour to say anything of it.
 */
export function compareProducts(
  own: ChainStep,
  neighbour: ChainStep,
  repId: string,
  model: LeverModel,
): ProductComparison | null {
  const ownRow = own.rowOf.get(repId);
  const neighbourRow = neighbour.rowOf.get(repId);
  if (ownRow === undefined || neighbourRow === undefined) return null;
  const { evidence, margin } = model.thresholds;
  if ((neighbour.fit.step.exposure.reps[neighbourRow]?.exposure ?? 0) < evidence.exposure) return null;
  const { draws } = model;
  const rates = [own, neighbour].map((step) => ownRate(step, repId));
  let product = 0;
  let typicalProduct = 0;
  let gaps = 0;
  let above = 0;
  for (let d = 0; d < draws; d++) {
    let ofRep = 1;
    let typical = 1;
    for (const [i, step] of [own, neighbour].entries()) {
      const row = i === 0 ? ownRow : neighbourRow;
      const intercept = step.skills.intercept[d] ?? 0;
      ofRep *= rates[i]?.(intercept + (step.skills.skill[row * draws + d] ?? 0)) ?? 0;
      typical *= rates[i]?.(intercept) ?? 0;
    }
    product += ofRep / draws;
    typicalProduct += typical / draws;
    if (ofRep < (1 - margin) * typical) gaps += 1;
    const skill = neighbour.skills.skill[neighbourRow * draws + d] ?? 0;
    above += skill > 0 ? 1 : skill === 0 ? 0.5 : 0;
  }
  return { product, typicalProduct, pGap: gaps / draws, pNeighbourAbove: above / draws };
}
