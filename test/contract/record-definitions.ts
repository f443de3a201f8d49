/**
 * Records what every definition of an indicator means, how it is asked and what it answers: `node test/contract/record-definitions.ts`.
 * Refuses a definition that has changed under its version. `--mends ID@VERSION`: it meant this all along, and a word or a number was wrong.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { judgeDefinitions } from '../support/engine/judge-definition.ts';
import { readRecordedDefinitions, recordedDefinitionsFile } from '../support/engine/recorded-definitions.ts';
import { startWarehouse } from '../support/engine/start-warehouse.ts';
import { storeDefinitionHistories, tellDefinitions } from '../support/engine/tell-definitions.ts';

const { values } = parseArgs({ options: { mends: { type: 'string', multiple: true, default: [] } } });
const started = await startWarehouse();
try {
  const found = await tellDefinitions(started.warehouse, await storeDefinitionHistories(started.warehouse));
  const judged = judgeDefinitions(await readRecordedDefinitions(), found);
  const refused = judged.filter(
    ({ definition, verdict }) =>
      (verdict === 'changed' || verdict === 'gone') && !values.mends.includes(definition),
  );
  for (const { definition, verdict } of judged) console.log(`${definition}: ${verdict}`);
  if (refused.length === 0) {
    await writeFile(recordedDefinitionsFile, `${JSON.stringify(found, null, 2)}\n`);
  } else {
    console.error(
      'Not recorded. Another meaning is another version: leave the old definition in the catalogue, as an earlier one.',
    );
    process.exitCode = 1;
  }
} finally {
  await started.stop();
}
