import type { SalesEvent } from '@stepup/contracts';
import type { CsvStep } from '../csv/read-csv-rows.ts';
import { ActivityCollector } from '../mapping/activity-collector.ts';
import type { Mapping } from '../mapping/compiled-mapping.ts';
import { createDealRowMapper } from '../mapping/deal-row-mapper.ts';
import { eventMakerOf } from '../mapping/definition-events.ts';
import { acceptDraft, type DraftEvent, type ImportContext } from '../mapping/draft-event.ts';
import { createEventRowMapper } from '../mapping/event-row-mapper.ts';
import type { People } from '../mapping/people-table.ts';
import type { RowMapper } from '../mapping/row-outcome.ts';
import { type FileRefusal, refuseFile } from '../refusal.ts';
import type { ImportStep } from './import-step.ts';
import { toRefusedStep } from './refused-step.ts';

/** Most rows of activities held at once by default: 493 MB of heap (2026-11-22, short ids). */
const defaultHeldRowsLimit = 1_000_000;

/** Turns the rows of all files of one import into steps. */
export class RowImporter {
  /** Of the current file. */
  rowsRead = 0;
  readonly #mapping: Mapping;
  readonly #people: People;
  readonly #context: ImportContext;
  readonly #map: RowMapper;
  readonly #activities: ActivityCollector;
  readonly #holdsToTheEnd: boolean;
  readonly #heldRowsLimit: number;
  #lastDealId: string | undefined;

  constructor(
    mapping: Mapping,
    people: People,
    context: ImportContext & { readonly heldRowsLimit?: number },
  ) {
    this.#mapping = mapping;
    this.#heldRowsLimit = context.heldRowsLimit ?? defaultHeldRowsLimit;
    this.#people = people;
    this.#context = { tenant: context.tenant, receivedAt: context.receivedAt };
    this.#map = mapping.format === 'deal_rows' ? createDealRowMapper(mapping) : createEventRowMapper(mapping);
    this.#activities = new ActivityCollector(
      eventMakerOf(mapping),
      mapping.file.name,
      mapping.file.id_prefix ?? '',
    );
    this.#holdsToTheEnd = mapping.format === 'deal_rows' || mapping.file.rows_of_a_deal === 'anywhere';
  }

  /** A row's steps: one refusal or one skip, or all of its events. */
  *take(item: CsvStep, file: string): Generator<ImportStep> {
    this.rowsRead += 1;
    const mapping = this.#mapping;
    if (item.kind === 'row_refused') {
      yield toRefusedStep(item.refusal, { scope: 'row', file, line: item.line, mapping });
      return;
    }
    const { line } = item.row;
    const outcome = this.#map(item.row, file);
    if (outcome.kind === 'row_refused') {
      yield toRefusedStep(outcome, { scope: 'row', file, line, mapping });
      return;
    }
    if (outcome.kind === 'row_skipped') {
      yield { kind: 'skipped', scope: 'row', reason: outcome.reason, file, line };
      return;
    }
    const events: SalesEvent[] = [];
    for (const draft of outcome.drafts) {
      const judged = acceptDraft(draft, this.#context);
      if (judged.kind === 'row_refused') {
        yield toRefusedStep(judged, { scope: 'row', file, line, mapping });
        return;
      }
      events.push(judged.event);
    }
    for (const personId of outcome.personIds) yield* this.#introduce(personId, file, line);
    for (const event of events) yield { kind: 'event', event, file, line };
    if (outcome.held === undefined) return;
    const { dealId } = outcome.held.facts;
    if (!this.#holdsToTheEnd && dealId !== this.#lastDealId) yield* this.#release(dealId);
    this.#lastDealId = dealId;
    this.#activities.hold(outcome.held);
  }

  /** Why no more rows can be held, once that is so. */
  overflow(): FileRefusal | undefined {
    if (this.#activities.size <= this.#heldRowsLimit) return undefined;
    return refuseFile(
      'held_rows_limit',
      1,
      `More than ${String(this.#heldRowsLimit)} rows of activities wait for the rest of their deals. Sort the file so that the ` +
        'rows of a deal stand together, and say "rows_of_a_deal: together" in the mapping.',
    );
  }

  startNextFile(): void {
    this.rowsRead = 0;
  }

  /** The activities that waited for the end of the input. */
  finish(): Generator<ImportStep> {
    return this.#release();
  }

  *#introduce(personId: string, file: string, line: number): Generator<ImportStep> {
    const draft = this.#people.addFromRow(personId);
    if (draft === undefined) return;
    yield this.#judge(draft, file, line);
  }

  *#release(exceptDealId?: string): Generator<ImportStep> {
    for (const found of this.#activities.release(exceptDealId)) {
      const { file, line } = found;
      if (found.kind === 'lone_half') {
        yield { kind: 'skipped', scope: 'activity', reason: found.reason, file, line };
        continue;
      }
      yield this.#judge(found.draft, file, line);
    }
  }

  /** The step of an event that is made beside those of its row. */
  #judge(draft: DraftEvent, file: string, line: number): ImportStep {
    const judged = acceptDraft(draft, this.#context);
    if (judged.kind === 'accepted') return { kind: 'event', event: judged.event, file, line };
    return toRefusedStep(judged, { scope: 'activity', file, line, mapping: this.#mapping });
  }
}
