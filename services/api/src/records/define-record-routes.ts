import type { Endpoint } from '../endpoint/endpoint.ts';
import { defineRecordHistory } from './define-record-history.ts';
import { defineRecordList } from './define-record-list.ts';
import { defineRecordMove } from './define-record-move.ts';
import { defineRecordOpening } from './define-record-opening.ts';
import { defineRecordRead } from './define-record-read.ts';
import type { RecordDefinition } from './record-definition.ts';

/** The five routes of a kind of record: list, open, read, move, and everything that was ever done to it. */
export function defineRecordRoutes<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(definition: RecordDefinition<Opening, Move, Content>): Endpoint[] {
  // What the product opens nobody else does.
  const isOpenedByPeople = definition.kind.openedBy.some((side) => side !== 'product');
  return [
    defineRecordList(definition),
    ...(isOpenedByPeople ? [defineRecordOpening(definition)] : []),
    defineRecordRead(definition),
    defineRecordMove(definition),
    defineRecordHistory(definition),
  ];
}
