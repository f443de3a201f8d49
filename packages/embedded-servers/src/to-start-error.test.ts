import { describe, expect, it } from 'vitest';
import { assertSupportedPlatform } from './platform.ts';
import { toStartError } from './to-start-error.ts';

describe('toStartError', () => {
  it.each([
    ["EACCES: permission denied, mkdir '/data'", 'no_permission'],
    ["EROFS: read-only file system, mkdir '/data'", 'no_permission'],
    ['listen EADDRINUSE: address already in use 127.0.0.1:5432', 'port_taken'],
    ['could not bind IPv4 address "127.0.0.1": Address already in use', 'port_taken'],
    [
      'Code: 76. DB::Exception: Cannot lock file /data/status. Another server instance is running',
      'directory_in_use',
    ],
    [
      'Code: 62. DB::Exception: Empty query: Cannot parse definition from metadata file store/x/raw_events.sql.',
      'damaged_directory',
    ],
    ['something nobody has seen before', 'start_failed'],
  ])('%s', async (reason, code) => {
    expect(await toStartError('PostgreSQL', '/data', reason)).toMatchObject({
      code,
      message: expect.stringContaining(reason),
    });
  });

  it.each([
    'could not write to file "pg_wal/x": No space left on device',
    'Code: 243. DB::Exception: Cannot reserve 1.00 MiB (NOT_ENOUGH_SPACE)',
  ])('says which disk is full in a sentence instead of: %s', async (reason) => {
    const error = await toStartError('PostgreSQL', '/data', reason);
    expect(error.code).toBe('disk_full');
    expect(error.message).toMatch(
      /^The disk that holds \/data is full: [\d.]+ of [\d.]+ MB are free.*Free some space/,
    );
    expect(error.cause).toMatchObject({ message: expect.stringContaining(reason) });
  });
});

describe('assertSupportedPlatform', () => {
  it.each(['linux-x64', 'linux-arm64', 'darwin-arm64'])('%s is supported', (platform) => {
    expect(() => {
      assertSupportedPlatform(platform);
    }).not.toThrow();
  });
  it('names what is supported where the platform is not', () => {
    expect(() => {
      assertSupportedPlatform('win32-x64');
    }).toThrow(/win32-x64.*linux-x64, linux-arm64, darwin-arm64/);
  });
});
