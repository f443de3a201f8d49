import type { FileRefusalCode, RowRefusalCode } from '../refusal.ts';
import type { ImportStep, RefusedStep, SkipReason } from './import-step.ts';

/** Most places kept of one reason. */
const placesLimit = 1000;

interface ReportPlace {
  readonly file: string;
  readonly line: number;
}

interface RefusalCount {
  readonly code: RowRefusalCode | FileRefusalCode;
  readonly scope: RefusedStep['scope'];
  readonly count: number;
  /** The message of the first one. */
  readonly example: string;
  /** The first thousand, in the order of reading. */
  readonly places: readonly ReportPlace[];
}

interface SkipCount {
  readonly reason: SkipReason;
  readonly scope: 'row' | 'activity';
  readonly count: number;
  readonly places: readonly ReportPlace[];
}

/** What an import came to. `rowsRead` = `rowsMapped` + refused rows + skipped rows (those of scope `row`). */
export interface ImportReport {
  /** False if a file was refused, so that the import ended early. */
  readonly isComplete: boolean;
  readonly files: readonly { readonly file: string; readonly bytesRead: number; readonly rowsRead: number }[];
  readonly rowsRead: number;
  readonly rowsMapped: number;
  readonly eventsMade: number;
  readonly eventsByType: Readonly<Record<string, number>>;
  readonly refused: readonly RefusalCount[];
  readonly skipped: readonly SkipCount[];
}

interface Tally {
  count: number;
  places: ReportPlace[];
}

/** Sums up the steps of an import; its size does not grow with the file. */
export class ImportReportBuilder {
  readonly #files = new Map<string, { bytesRead: number; rowsRead: number }>();
  readonly #events = new Map<string, number>();
  readonly #refused = new Map<string, Tally & { step: RefusedStep }>();
  readonly #skipped = new Map<string, Tally & { reason: SkipReason; scope: 'row' | 'activity' }>();

  add(step: ImportStep): void {
    switch (step.kind) {
      case 'event':
        this.#events.set(step.event.type, (this.#events.get(step.event.type) ?? 0) + 1);
        return;
      case 'progress':
        this.#files.set(step.file, { bytesRead: step.bytesRead, rowsRead: step.rowsRead });
        return;
      case 'refused':
        note(this.#refused, `${step.scope} ${step.code}`, step, () => ({ count: 0, places: [], step }));
        return;
      case 'skipped': {
        const { reason, scope } = step;
        note(this.#skipped, `${scope} ${reason}`, step, () => ({ count: 0, places: [], reason, scope }));
      }
    }
  }

  build(): ImportReport {
    const refused = [...this.#refused.values()].map(({ count, places, step }) => ({
      code: step.code,
      scope: step.scope,
      count,
      example: step.message,
      places,
    }));
    const skipped = [...this.#skipped.values()];
    const files = [...this.#files].map(([file, progress]) => ({ file, ...progress }));
    const rowsRead = sum(files.map((file) => file.rowsRead));
    const rowsNotMapped = sum(
      [...refused, ...skipped].map(({ scope, count }) => (scope === 'row' ? count : 0)),
    );
    return {
      isComplete: !refused.some(({ scope }) => scope === 'file'),
      files,
      rowsRead,
      rowsMapped: rowsRead - rowsNotMapped,
      eventsMade: sum([...this.#events.values()]),
      eventsByType: Object.fromEntries(this.#events),
      refused,
      skipped,
    };
  }
}

function note<T extends Tally>(
  tallies: Map<string, T>,
  key: string,
  place: ReportPlace,
  start: () => T,
): void {
  const tally = tallies.get(key) ?? start();
  tallies.set(key, tally);
  tally.count += 1;
  if (tally.places.length < placesLimit) tally.places.push({ file: place.file, line: place.line });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
