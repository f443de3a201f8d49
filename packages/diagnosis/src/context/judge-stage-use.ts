import { compareProducts } from './neighbour-product.ts';
import type { ChainModel, LeverModel } from '../levers/lever-model.ts';
import type { Share } from './exceeds-peers.ts';
import { exceedsPeers } from './exceeds-peers.ts';

/**
 * Whether a low rate reads "stages are used differently": then the two agree on exit criteria instead of a plan.
 * `neighbour_offsets`: the step's rate times the neighbour's is no gap worth
 * watching, and the neighbour is above typical. `first_seen_late`: many of the rep's deals are
 * first seen after the step, so that the good ones never stood there.
 */
export type StageUse =
  | {
      readonly kind: 'used_differently';
      readonly reason: 'neighbour_offsets';
      readonly neighbour: string;
      /** Rates through both steps. */
      readonly product: number;
      readonly typicalProduct: number;
    }
  | {
      readonly kind: 'used_differently';
      readonly reason: 'first_seen_late';
      readonly share: number;
      readonly peerShare: number;
      readonly deals: number;
    }
  | { readonly kind: 'no_sign' };

/** P(the neighbour is above typical) from which it is taken to offset. */
const OFFSET_AT_LEAST = 0.8;

export function judgeStageUse(model: LeverModel, repId: string, step: string): StageUse {
  for (const chain of model.chains) {
    const position = chain.steps.findIndex(({ fit }) => fit.step.step === step);
    if (position >= 0) return judgeWithinChain(model, chain, position, repId);
  }
  return { kind: 'no_sign' };
}

function judgeWithinChain(model: LeverModel, chain: ChainModel, position: number, repId: string): StageUse {
  const late = exceedsPeers(...lateShares(chain, position, repId));
  if (late !== null) return { kind: 'used_differently', reason: 'first_seen_late', ...late };
  const own = chain.steps[position];
  if (own === undefined) return { kind: 'no_sign' };
  for (const neighbour of [chain.steps[position + 1], chain.steps[position - 1]]) {
    if (neighbour === undefined) continue;
    const compared = compareProducts(own, neighbour, repId, model);
    if (compared === null) continue;
    if (compared.pGap < model.thresholds.watch.pGap && compared.pNeighbourAbove >= OFFSET_AT_LEAST) {
      return {
        kind: 'used_differently',
        reason: 'neighbour_offsets',
        neighbour: neighbour.fit.step.step,
        product: compared.product,
        typicalProduct: compared.typicalProduct,
      };
    }
  }
  return { kind: 'no_sign' };
}

/** Of the deals that stood at the step or were first seen after it, those first seen after it; rep first, then peers. */
function lateShares(chain: ChainModel, position: number, repId: string): [Share, Share[]] {
  const repIds = new Set(chain.steps.flatMap(({ fit }) => fit.step.repIds));
  const shareOf = (id: string): Share => {
    let late = 0;
    for (const { fit } of chain.steps.slice(position + 1)) {
      late += fit.step.flow.dealsOf.get(id)?.started ?? 0;
    }
    const stood = chain.steps[position]?.fit.step.flow.dealsOf.get(id)?.entered ?? 0;
    return { count: late, of: stood + late };
  };
  return [shareOf(repId), [...repIds].filter((id) => id !== repId).map(shareOf)];
}
