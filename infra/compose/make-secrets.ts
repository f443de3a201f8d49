/** `node infra/compose/make-secrets.ts [DIRECTORY]`: passwords that docker-compose.yml reads, each a file; keeps what is there. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderSecrets } from './compose-secrets.ts';

const directory = process.argv[2] ?? fileURLToPath(new URL('../../secrets', import.meta.url));
const password = (): string => randomBytes(24).toString('base64url');
const secrets = renderSecrets({
  postgres: password(),
  clickhouse: password(),
  redis: password(),
  issuer: password(),
  grafanaAdmin: password(),
  grafanaClickHouse: password(),
});

const present = Object.keys(secrets).filter((name) => existsSync(join(directory, name)));
const missing = Object.keys(secrets).filter((name) => !present.includes(name));
if (missing.length === 0) {
  process.stdout.write(`${directory} has all secrets already; nothing was changed.\n`);
} else if (present.length > 0) {
  // Passwords and the addresses that hold them belong together.
  process.stderr.write(
    `${directory} has some secrets and lacks ${missing.join(', ')}: add those, or move the folder away and begin anew.\n`,
  );
  process.exitCode = 3;
} else {
  // Others reach nothing in the folder; each file is readable, since the account in a container is not the one of this machine.
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  for (const [name, text] of Object.entries(secrets)) {
    writeFileSync(join(directory, name), text, { mode: 0o444, flag: 'wx' });
  }
  process.stdout.write(`Wrote ${missing.length} secrets into ${directory}.\n`);
}
