import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatConfigProblems, readConfig } from './read-config.ts';
import { onOff, portNumber, textList, wholeNumber } from './variable-types.ts';

const directory = mkdtempSync(join(tmpdir(), 'stepup-config-'));
afterAll(() => rmSync(directory, { recursive: true }));

const schema = z.object({
  STEPUP_HTTP_PORT: portNumber.default(4000),
  STEPUP_HOST: z.string().default('127.0.0.1'),
  STEPUP_EXAMPLE: onOff.default(true),
  STEPUP_MODE: z.enum(['fast', 'safe']).optional(),
  STEPUP_POSTGRES_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  STEPUP_KAFKA_BROKERS: textList.optional(),
});
const url = 'postgres://stepup:hunter2@db/stepup';

function problemsOf(environment: Record<string, string>, alsoKnown: string[] = []) {
  const result = readConfig(schema, environment, { alsoKnown });
  return result.kind === 'invalid' ? result.problems : [];
}

describe('readConfig', () => {
  it('reads values with their types and defaults, and ignores what is not ours', () => {
    const environment = {
      STEPUP_POSTGRES_URL: url,
      STEPUP_KAFKA_BROKERS: 'a:1, b:2,',
      PATH: '/bin',
      HOME: '',
    };
    expect(readConfig(schema, environment)).toEqual({
      kind: 'ok',
      config: {
        STEPUP_HTTP_PORT: 4000,
        STEPUP_HOST: '127.0.0.1',
        STEPUP_EXAMPLE: true,
        STEPUP_POSTGRES_URL: url,
        STEPUP_KAFKA_BROKERS: ['a:1', 'b:2'],
      },
    });
  });

  it('reports every problem at once, in words, without the values', () => {
    const problems = problemsOf({
      STEPUP_HTTP_PORT: '99999',
      STEPUP_EXAMPLE: 'perhaps',
      STEPUP_MODE: 'slow',
      STEPUP_HTTP_PROT: '4000',
      STEPUP_ZZZZZZZZ: 'x',
    });
    expect(problems).toEqual([
      { variable: 'STEPUP_HTTP_PORT', message: 'must be a port number from 0 to 65535' },
      { variable: 'STEPUP_EXAMPLE', message: 'must be on or off' },
      { variable: 'STEPUP_MODE', message: 'must be one of fast, safe' },
      { variable: 'STEPUP_POSTGRES_URL', message: 'must be set' },
      { variable: 'STEPUP_HTTP_PROT', message: 'is not known; did you mean STEPUP_HTTP_PORT?' },
      { variable: 'STEPUP_ZZZZZZZZ', message: 'is not known' },
    ]);
    expect(formatConfigProblems(problems).split('\n')).toEqual([
      'The configuration has 6 problems:',
      '  STEPUP_EXAMPLE must be on or off',
      '  STEPUP_HTTP_PORT must be a port number from 0 to 65535',
      '  STEPUP_HTTP_PROT is not known; did you mean STEPUP_HTTP_PORT?',
      '  STEPUP_MODE must be one of fast, safe',
      '  STEPUP_POSTGRES_URL must be set',
      '  STEPUP_ZZZZZZZZ is not known',
    ]);
  });

  it('takes variables of other processes as known', () => {
    expect(problemsOf({ STEPUP_POSTGRES_URL: url, STEPUP_REDIS_URL: 'x' }, ['STEPUP_REDIS_URL'])).toEqual([]);
    expect(problemsOf({ STEPUP_POSTGRES_URL: url, STEPUP_REDIS_URL: 'x' })).toHaveLength(1);
  });

  it('takes an empty value as not set', () => {
    expect(problemsOf({ STEPUP_POSTGRES_URL: '', STEPUP_UNKNOWN: '' })).toEqual([
      { variable: 'STEPUP_POSTGRES_URL', message: 'must be set' },
    ]);
  });

  it('reads a secret from a file and drops the newline at its end', () => {
    const path = join(directory, 'url');
    writeFileSync(path, `${url}\n`);
    const result = readConfig(schema, { STEPUP_POSTGRES_URL_FILE: path });
    expect(result).toMatchObject({ kind: 'ok', config: { STEPUP_POSTGRES_URL: url } });
  });

  it('says what is wrong with a secret file, once', () => {
    const missing = join(directory, 'missing');
    const empty = join(directory, 'empty');
    writeFileSync(empty, '\n');
    expect(problemsOf({ STEPUP_POSTGRES_URL_FILE: missing })).toEqual([
      {
        variable: 'STEPUP_POSTGRES_URL_FILE',
        message: `names the file ${missing}, which cannot be read (ENOENT)`,
      },
    ]);
    expect(problemsOf({ STEPUP_POSTGRES_URL_FILE: empty })).toEqual([
      { variable: 'STEPUP_POSTGRES_URL_FILE', message: `names the empty file ${empty}` },
    ]);
    expect(problemsOf({ STEPUP_POSTGRES_URL: url, STEPUP_POSTGRES_URL_FILE: missing })).toEqual([
      {
        variable: 'STEPUP_POSTGRES_URL',
        message: 'is set twice: directly and through STEPUP_POSTGRES_URL_FILE',
      },
    ]);
  });

  it('never repeats a value in a problem', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{12,40}$/), (secret) => {
        const text = formatConfigProblems(
          problemsOf({ STEPUP_POSTGRES_URL: secret, STEPUP_HTTP_PORT: secret, STEPUP_MODE: secret }),
        );
        expect(text).toContain('STEPUP_POSTGRES_URL');
        expect(text).not.toContain(secret);
      }),
    );
  });

  it('applies rules across variables', () => {
    const paired = z
      .object({ STEPUP_HOST: z.string(), STEPUP_OIDC_ISSUER: z.string().optional() })
      .superRefine((config, context) => {
        if (config.STEPUP_HOST !== 'localhost' && config.STEPUP_OIDC_ISSUER === undefined) {
          context.addIssue({
            code: 'custom',
            path: ['STEPUP_OIDC_ISSUER'],
            message: 'is needed off loopback',
          });
        }
      });
    expect(readConfig(paired, { STEPUP_HOST: '0.0.0.0' })).toEqual({
      kind: 'invalid',
      problems: [{ variable: 'STEPUP_OIDC_ISSUER', message: 'is needed off loopback' }],
    });
  });
});

describe('wholeNumber', () => {
  it.each([
    ['1', true],
    ['10', true],
    ['11', false],
    ['0', false],
    ['1.5', false],
    ['1e1', false],
    [' 5', false],
  ])('%j in 1..10: %j', (text, isTaken) => {
    expect(wholeNumber({ minimum: 1, maximum: 10 }).safeParse(text).success).toBe(isTaken);
  });
});
