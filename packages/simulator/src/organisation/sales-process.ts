/**
 * The sales process and the market of the example organisation: everything that is the same for every seed.
 * Rates are chances of advancing within the horizon for a typical rep, before case mix and season.
 */
export interface OpenStage {
  readonly stageId: string;
  readonly name: string;
  readonly position: number;
  readonly horizonDays: number;
  readonly exitCriteria: string;
  readonly baseRate: number;
  /** Median days until a deal that advances does so; always within the horizon. */
  readonly advanceMedianDays: number;
  /** Median days until a deal that fails is marked lost. */
  readonly lossMedianDays: number;
  readonly lostReasons: readonly string[];
}

export const pipelineId = 'new-business';
export const pipelineName = 'New business';
export const wonStageId = 'won';
export const lostStageId = 'lost';
export const timeZone = 'Europe/Vienna';
export const tenantCurrency = 'EUR';
export const foreignCurrency = 'CHF';

export const openStages: readonly OpenStage[] = [
  {
    stageId: 'lead',
    name: 'Lead',
    position: 1,
    horizonDays: 21,
    exitCriteria: 'A two-way conversation with a person at the customer has taken place.',
    baseRate: 0.6,
    advanceMedianDays: 3,
    lossMedianDays: 10,
    lostReasons: ['unreachable', 'no_need', 'wrong_data'],
  },
  {
    stageId: 'contacted',
    name: 'Contacted',
    position: 2,
    horizonDays: 28,
    exitCriteria: 'Need, occasion and a person who cares are written down in the words of the customer.',
    baseRate: 0.52,
    advanceMedianDays: 7,
    lossMedianDays: 16,
    lostReasons: ['no_need', 'no_reaction', 'no_budget'],
  },
  {
    stageId: 'qualified',
    name: 'Qualified case',
    position: 3,
    horizonDays: 42,
    exitCriteria: 'Scope and value are agreed with someone who can decide, who asked for a proposal.',
    baseRate: 0.55,
    advanceMedianDays: 11,
    lossMedianDays: 25,
    lostReasons: ['no_budget', 'no_reaction', 'competitor'],
  },
  {
    stageId: 'proposal',
    name: 'Proposal',
    position: 4,
    horizonDays: 42,
    exitCriteria: 'The customer has answered the proposal and wants to talk about terms.',
    baseRate: 0.56,
    advanceMedianDays: 10,
    lossMedianDays: 24,
    lostReasons: ['price', 'competitor', 'no_reaction'],
  },
  {
    stageId: 'negotiation',
    name: 'Negotiation',
    position: 5,
    horizonDays: 56,
    exitCriteria: 'Signed order.',
    baseRate: 0.55,
    advanceMedianDays: 13,
    lossMedianDays: 28,
    lostReasons: ['price', 'competitor', 'no_decision'],
  },
];

/** A value of a case-mix dimension: how common it is and how it shifts the odds (logit) at each step. */
interface CaseTrait {
  readonly key: string;
  readonly share: number;
  readonly logitByStep: readonly number[];
}

interface Segment extends CaseTrait {
  /** Median of the log-normal amount in the tenant's currency. */
  readonly amountMedian: number;
  readonly amountSigma: number;
}

export const segments: readonly Segment[] = [
  {
    key: 'enterprise',
    share: 0.2,
    logitByStep: [-0.35, -0.2, 0, -0.2, -0.25],
    amountMedian: 62_000,
    amountSigma: 0.6,
  },
  {
    key: 'mid-market',
    share: 0.35,
    logitByStep: [0, 0.05, 0.05, 0, 0],
    amountMedian: 19_000,
    amountSigma: 0.5,
  },
  {
    key: 'small',
    share: 0.45,
    logitByStep: [0.15, 0.05, -0.05, 0.1, 0.15],
    amountMedian: 5_200,
    amountSigma: 0.45,
  },
];

export const leadSources: readonly CaseTrait[] = [
  { key: 'website', share: 0.4, logitByStep: [0.1, -0.1, 0, 0, 0] },
  { key: 'referral', share: 0.15, logitByStep: [0.55, 0.4, 0.2, 0.2, 0.2] },
  { key: 'trade_fair', share: 0.15, logitByStep: [0.05, 0, 0, 0, 0] },
  { key: 'outbound_list', share: 0.3, logitByStep: [-0.4, -0.1, -0.1, -0.1, -0.1] },
];

export const products: readonly CaseTrait[] = [
  { key: 'Lumen Basic', share: 0.5, logitByStep: [0, 0.05, 0.05, 0.05, 0.05] },
  { key: 'Lumen Pro', share: 0.35, logitByStep: [0, 0, 0, 0, 0] },
  { key: 'Lumen Fleet', share: 0.15, logitByStep: [0, -0.1, -0.1, -0.1, -0.15] },
];

/** By calendar month, January first: how many leads come in, and how willing customers are to move on. */
export const inflowByMonth: readonly number[] = [
  1.0, 1.05, 1.15, 1.05, 1.0, 0.95, 0.8, 0.75, 1.15, 1.15, 1.1, 0.8,
];
export const seasonLogitByMonth: readonly number[] = [
  0, 0.05, 0.1, 0.05, 0, 0, -0.1, -0.15, 0.05, 0.1, 0.05, -0.15,
];

export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

export function inverseLogit(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
