import { contentKinds, type Instant } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** One turn of a switch, as it was told. */
const contentSwitch = z.object({
  kind: z.enum(contentKinds),
  isOn: z.union([z.boolean(), z.number()]).transform(Boolean),
  from: instantColumn,
  switchedBy: z.string(),
  agreement: z.string(),
  agreedOn: z.string(),
});

export type ContentSwitch = z.output<typeof contentSwitch>;

/** Told turns of the switches of a tenant in the order of events, and how many bodies that is: it only grows. */
export interface ContentSwitches {
  turns: ContentSwitch[];
  read: number;
}

const switchTurns = {
  name: 'content_switches',
  sql: `SELECT entity_id AS kind, JSONExtractBool(body, 'is_on') AS isOn, time AS from, JSONExtractString(body, 'switched_by') AS switchedBy,
      JSONExtractString(body, 'agreement') AS agreement, JSONExtractString(body, 'agreed_on') AS agreedOn,
      (source, id, body_version) IN (SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}) AS isSuperseded
    FROM raw_events FINAL WHERE tenant = {tenant:String} AND entity_kind = 'content_switch'
    ORDER BY time, recorded_time, id, source`,
  parameters: z.object({ tenant: z.string() }),
  row: contentSwitch.extend({ isSuperseded: z.number() }),
};

/** Switches grow with agreements, not with events. */
export async function readContentSwitches(warehouse: Warehouse, tenant: string): Promise<ContentSwitches> {
  const rows = await warehouse.read(switchTurns, { tenant });
  const turns = rows.filter(({ isSuperseded }) => isSuperseded === 0);
  return { turns, read: rows.length + (rows.length - turns.length) };
}

/** A half-open time during which a kind was on; `until` null: it still is. */
export interface SwitchedOn {
  kind: ContentSwitch['kind'];
  from: Instant;
  until: Instant | null;
}

/** When each kind was on: from a turn on, and never before the first. */
export function timesSwitchedOn(turns: readonly ContentSwitch[]): SwitchedOn[] {
  return contentKinds.flatMap((kind) => {
    const times: SwitchedOn[] = [];
    for (const { isOn, from } of turns.filter((turn) => turn.kind === kind)) {
      const last = times.at(-1);
      const wasOn = last !== undefined && last.until === null;
      if (isOn && !wasOn) times.push({ kind, from, until: null });
      if (!isOn && wasOn) times[times.length - 1] = { ...last, until: from };
    }
    return times;
  });
}

/** When all of these kinds were on at once, in order. */
export function commonTimes(
  times: readonly SwitchedOn[],
  kinds: readonly SwitchedOn['kind'][],
): { from: Instant; until: Instant | null }[] {
  let common: { from: Instant; until: Instant | null }[] = [
    { from: '1970-01-01T00:00:00.000000Z', until: null },
  ];
  for (const kind of kinds) {
    const own = times.filter((time) => time.kind === kind);
    common = common.flatMap((one) =>
      own.flatMap((other) => {
        const from = one.from > other.from ? one.from : other.from;
        const until = earlier(one.until, other.until);
        return until === null || from < until ? [{ from, until }] : [];
      }),
    );
  }
  return common;
}

function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null) return other;
  return other === null || one < other ? one : other;
}
