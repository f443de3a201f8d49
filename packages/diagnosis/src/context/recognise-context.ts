import type { StepFit } from '../step-fit.ts';
import type { ExcessiveShare } from './exceeds-peers.ts';
import { exceedsPeers } from './exceeds-peers.ts';

/** What happened to one rep's deals at a step within the window. */
export type RepRecord = {
  readonly repId: string;
  readonly entered: number;
  /** Went on to another person while they stood there. */
  readonly handedOn: number;
  readonly lost: number;
  /** Lost on a day on which the same person closed at least fifteen deals as lost. */
  readonly lostInBulk: number;
  /** Lost for a reason that says nothing of skill (`isUnworkableReason`). */
  readonly lostAsUnworkable: number;
};

/**
 * Reasons for a low rate that lie in the role or in the leads and are looked at before skill is. `queue`: deals pass
 * through to others. `clean_up`: losses are closed in bulk. `unworkable_leads`: duplicates, spam, wrong contacts.
 * `unlike_leads`: kinds of leads hardly any peer has, so that nobody can say what is typical.
 */
export type CellContext = ExcessiveShare & {
  readonly kind: 'queue' | 'clean_up' | 'unworkable_leads' | 'unlike_leads';
};

/** Recognises the context of one rep at one step; in a fixed order, empty where nothing stands out. */
export function recogniseContext(fit: StepFit, repId: string, records: readonly RepRecord[]): CellContext[] {
  const rep = records.find((record) => record.repId === repId);
  const peers = records.filter((record) => record.repId !== repId);
  const contexts: CellContext[] = [];
  const compare = (
    kind: CellContext['kind'],
    count: (record: RepRecord) => number,
    of: (record: RepRecord) => number,
  ): void => {
    if (rep === undefined) return;
    const shareOf = (record: RepRecord) => ({ count: count(record), of: of(record) });
    const excess = exceedsPeers(shareOf(rep), peers.map(shareOf));
    if (excess !== null) contexts.push({ kind, ...excess });
  };
  compare(
    'queue',
    ({ handedOn }) => handedOn,
    ({ entered }) => entered,
  );
  compare(
    'clean_up',
    ({ lostInBulk }) => lostInBulk,
    ({ lost }) => lost,
  );
  compare(
    'unworkable_leads',
    ({ lostAsUnworkable }) => lostAsUnworkable,
    ({ lost }) => lost,
  );
  const unlike = findUnlikeLeads(fit, repId);
  return unlike === null ? contexts : [...contexts, unlike];
}

/** A kind of leads of which the peers together hold less than this share gives nothing to compare with. */
const PEERS_SHARE_OF_A_KIND = 0.2;
const UNLIKE_FROM = 0.5;

/** Share of a rep's exposure in kinds of leads that are almost the rep's alone, where it is half or more. */
function findUnlikeLeads({ step }: StepFit, repId: string): CellContext | null {
  const row = step.repIds.indexOf(repId);
  const { counts } = step.exposure;
  if (row < 0) return null;
  let own = 0;
  let alone = 0;
  for (let k = 0; k < counts.segments; k++) {
    const ofRep = counts.exposure[row * counts.segments + k] ?? 0;
    let ofAll = 0;
    for (let r = 0; r < counts.reps; r++) ofAll += counts.exposure[r * counts.segments + k] ?? 0;
    own += ofRep;
    if (ofRep > 0 && ofAll - ofRep < PEERS_SHARE_OF_A_KIND * ofAll) alone += ofRep;
  }
  if (own === 0 || alone / own < UNLIKE_FROM) return null;
  return { kind: 'unlike_leads', share: alone / own, peerShare: 0, deals: own };
}

const UNWORKABLE =
  /\b(duplicates?|duplikate?|dubletten?|doubletten?|doppelt|spam|junk|test|invalid|ungültig|bounced?|wrong (number|contact|person)|falsche (nummer|person|r kontakt)|not a lead|kein lead|fake)\b/iu;

/** Whether a loss reason says that the lead was none, rather than that it was not won. */
export function isUnworkableReason(reason: string): boolean {
  return UNWORKABLE.test(reason.replaceAll(/[_-]+/gu, ' '));
}
