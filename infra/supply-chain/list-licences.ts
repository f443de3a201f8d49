/** `node infra/supply-chain/list-licences.ts`: every installed package with its version and licence, a line each. */
import { readInstalledPackages } from './read-installed-packages.ts';

for (const { name, version, license } of readInstalledPackages()) {
  process.stdout.write(`${license || 'none named'}\t${name}\t${version}\n`);
}
