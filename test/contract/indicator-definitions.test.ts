/** No definition of an indicator changes under its version; and the versions of one belong together. */
import { findIndicatorInForce, indicatorCatalogue } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeDefinition, judgeDefinitions } from '../support/engine/judge-definition.ts';
import { plantBug } from '../support/engine/plant-bug.ts';
import { readRecordedDefinitions } from '../support/engine/recorded-definitions.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import {
  type DefinitionHistories,
  storeDefinitionHistories,
  tellDefinitions,
} from '../support/engine/tell-definitions.ts';

let started: StartedWarehouse;
let histories: DefinitionHistories;
beforeAll(async () => {
  started = await startWarehouse();
  histories = await storeDefinitionHistories(started.warehouse);
});
afterAll(() => started.stop());

/** What is judged of an indicator once its statement is changed and nothing is recorded. */
async function judgePlanted(id: string, text: string, planted: string) {
  const found = await tellDefinitions(started.warehouse, histories, {
    ids: [id],
    plant: (asked) => plantBug(asked, { bug: '', where: `indicator_${id}`, text, planted }),
  });
  const recorded = await readRecordedDefinitions();
  const ofThis = Object.entries(recorded).filter(([definition]) => definition.startsWith(`${id}@`));
  return judgeDefinitions(Object.fromEntries(ofThis), found);
}

describe('definitions of indicators', () => {
  it('are those recorded; where one is told otherwise or new: node test/contract/record-definitions.ts', async () => {
    const found = await tellDefinitions(started.warehouse, histories);
    expect(judgeDefinitions(await readRecordedDefinitions(), found)).toEqual([]);
  });

  it('that count something else under the same version are refused', async () => {
    expect(
      await judgePlanted('worked_within_day', 'INTERVAL 1 DAY) + 3, work', 'INTERVAL 9 DAY) + 3, work'),
    ).toEqual([{ definition: 'worked_within_day@1', verdict: 'changed' }]);
  });

  it('that are asked in another way with the same answers are to be recorded', async () => {
    expect(await judgePlanted('won_deals', ' WHERE ', ' WHERE 1 = 1 AND ')).toEqual([
      { definition: 'won_deals@1', verdict: 'told_otherwise' },
    ]);
  });

  it('that say something else under the same version are refused, as are those taken away', () => {
    const recorded = { meaning: 'a', sql: 'a', answers: 'a' };
    expect(judgeDefinition(recorded, { ...recorded, meaning: 'b' })).toBe('changed');
    expect(judgeDefinition(recorded, undefined)).toBe('gone');
    expect(judgeDefinition(undefined, recorded)).toBe('new');
  });
});

describe('versions of a definition', () => {
  it('go down to the first without a gap, and each later one says since when and why', () => {
    for (const { earlier_versions, ...newest } of indicatorCatalogue) {
      const versions = [newest, ...earlier_versions];
      expect(versions.map(({ id }) => id)).toEqual(versions.map(() => newest.id));
      expect(versions.map(({ version }) => version)).toEqual(
        versions.map((_, index) => versions.length - index),
      );
      expect(versions.map(({ changed }) => changed === undefined)).toEqual(
        versions.map(({ version }) => version === 1),
      );
      const days = versions.flatMap(({ changed }) => changed?.on ?? []);
      expect(days).toEqual(days.toSorted().toReversed());
    }
  });

  it('are each in force from their day on', () => {
    const versionOn = (day: string) => findIndicatorInForce('contacts_per_lead', day).definition.version;
    expect(['2020-01-01', '2026-11-28', '2026-11-29', '2030-01-01'].map(versionOn)).toEqual([1, 1, 2, 2]);
    expect(findIndicatorInForce('won_deals', '2020-01-01').definition.version).toBe(1);
  });
});
