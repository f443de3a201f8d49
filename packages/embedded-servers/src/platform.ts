import { EmbeddedServerError } from './embedded-server-error.ts';

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-arm64'];

/** @throws EmbeddedServerError `unsupported_platform` where there are no binaries of both servers */
export function assertSupportedPlatform(platform = `${process.platform}-${process.arch}`): void {
  if (SUPPORTED.includes(platform)) return;
  throw new EmbeddedServerError(
    'unsupported_platform',
    `The embedded servers do not exist for ${platform}, only for ${SUPPORTED.join(', ')}.`,
    'Use one of these (on Windows: WSL 2), or run the deployed variant with `docker compose up`.',
  );
}
