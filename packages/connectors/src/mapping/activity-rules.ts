import type { Instant } from '@stepup/contracts';
import { refuseRow, type RowRefusal } from '../refusal.ts';
import type { SourceRow } from '../source-row.ts';
import type { HeldActivity } from './activity-collector.ts';
import { type ActivityFacts, makeActivityEvent } from './activity-event.ts';
import type { EventRowsMapping } from './compiled-mapping.ts';
import { compileConditions } from './condition.ts';
import { refuseNumber } from './deal-fields.ts';
import type { DraftEvent, EventMaker } from './draft-event.ts';
import { compileFieldSource } from './field-source.ts';
import type { ActivityRuleEntry } from './mapping-schema.ts';
import { compileNumberReader } from './number-reader.ts';

/** What a row says beside the activity itself. */
interface RowContext {
  readonly dealId: string;
  readonly time: Instant;
  readonly personId: string | undefined;
  readonly file: string;
}

type ActivityReading =
  | { readonly kind: 'activity_event'; readonly draft: DraftEvent }
  | { readonly kind: 'held'; readonly held: HeldActivity };

type RuleReader = (row: SourceRow, context: RowContext) => ActivityReading | RowRefusal | undefined;

const secondsOfUnit = { ms: 0.001, s: 1, min: 60 } as const;

/** The activity of a row by the first rule that fits it; undefined where none does. */
export function compileActivityRules(mapping: EventRowsMapping, maker: EventMaker): RuleReader {
  const rules = mapping.file.activities.map((rule, index) => compileRule(rule, index, mapping, maker));
  return (row, context) => {
    for (const read of rules) {
      const reading = read(row, context);
      if (reading !== undefined) return reading;
    }
    return undefined;
  };
}

function compileRule(
  rule: ActivityRuleEntry,
  index: number,
  mapping: EventRowsMapping,
  maker: EventMaker,
): RuleReader {
  const fits = compileConditions(rule.where);
  const starts = rule.start === undefined ? undefined : compileConditions(rule.start);
  const ends = rule.end === undefined ? undefined : compileConditions(rule.end);
  const readFacts = compileFacts(rule, mapping);
  const pairColumns = rule.pair_by ?? [];
  const idPrefix = mapping.file.id_prefix ?? '';
  return (row, { dealId, time, personId, file }) => {
    if (!fits(row)) return undefined;
    const isPair = starts !== undefined && ends !== undefined;
    const phase = !isPair ? 'whole' : starts(row) ? 'start' : ends(row) ? 'end' : undefined;
    if (phase === undefined) return undefined;
    const facts = readFacts(row, { dealId, personId });
    if ('kind' in facts) return facts;
    const ownId = rule.activity_id === undefined ? '' : row.cell(rule.activity_id);
    if (ownId !== '') {
      return { kind: 'activity_event', draft: makeActivityEvent(maker, idPrefix + ownId, time, facts) };
    }
    const contentKey = JSON.stringify([rule.kind, isPair, ...pairColumns.map((column) => row.cell(column))]);
    const pairKey = `${String(index)} ${contentKey}`;
    return { kind: 'held', held: { phase, pairKey, contentKey, time, facts, file, line: row.line } };
  };
}

function compileFacts(
  rule: ActivityRuleEntry,
  mapping: EventRowsMapping,
): (row: SourceRow, context: Pick<RowContext, 'dealId' | 'personId'>) => ActivityFacts | RowRefusal {
  const readDirection = compileFieldSource(rule.direction);
  const readOutcome = rule.outcome === undefined ? undefined : compileFieldSource(rule.outcome);
  const readNumber = compileNumberReader(mapping.file.numbers);
  const { duration } = rule;
  return (row, { dealId, personId }) => {
    const direction = readDirection(row);
    if (typeof direction !== 'string') return direction;
    const outcome = readOutcome?.(row) ?? '';
    if (typeof outcome !== 'string') return outcome;
    let durationSeconds: number | undefined;
    const written = duration === undefined ? '' : row.cell(duration.column);
    if (duration !== undefined && written !== '') {
      const number = readNumber(written);
      if (number === undefined) return refuseNumber(written, duration.column);
      durationSeconds = Math.round(Number(number) * secondsOfUnit[duration.unit] * 1000) / 1000;
    }
    if (direction === '')
      return refuseRow(
        'value_unmapped',
        'The row says no direction (outbound or inbound) of its activity.',
        rule.direction.column,
      );
    return { activityKind: rule.kind, direction, dealId, personId, outcome, durationSeconds };
  };
}
