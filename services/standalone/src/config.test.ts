import { deploymentVariables } from '@stepup/runtime';
import { describe, expect, it } from 'vitest';
import { readStandaloneConfig } from './config.ts';

describe('readStandaloneConfig', () => {
  it('needs nothing', () => {
    expect(readStandaloneConfig({})).toMatchObject({
      kind: 'ok',
      config: {
        STEPUP_HTTP_PORT: 4000,
        STEPUP_HOST: '127.0.0.1',
        STEPUP_DATA_DIR: './.data',
        STEPUP_EXAMPLE: true,
      },
    });
  });

  it.each([
    [{ STEPUP_HOST: '0.0.0.0' }, 'STEPUP_HOST'],
    [{ STEPUP_HOST: '::' }, 'STEPUP_HOST'],
    [{ STEPUP_KAFKA_BROKERS: 'localhost:9092' }, 'STEPUP_KAFKA_BROKERS'],
    [{ STEPUP_CLICKHOUSE_URL: 'tcp://localhost:9000' }, 'STEPUP_CLICKHOUSE_URL'],
    [{ STEPUP_POSTGRES_URL: 'http://localhost' }, 'STEPUP_POSTGRES_URL'],
    [{ STEPUP_EXAMPLE: 'perhaps' }, 'STEPUP_EXAMPLE'],
    [{ STEPUP_NOTHING: '1' }, 'STEPUP_NOTHING'],
  ])('refuses %j', (environment, variable) => {
    expect(readStandaloneConfig(environment)).toMatchObject({ kind: 'invalid', problems: [{ variable }] });
  });

  it('takes the environment of a deployment together with the api to work through', () => {
    const deployment = Object.fromEntries(deploymentVariables.map((name) => [name, 'x']));
    const environment = {
      ...deployment,
      STEPUP_API_URL: 'https://api.example.com',
      STEPUP_KAFKA_BROKERS: 'kafka-1:9092',
    };
    const read = readStandaloneConfig(environment);
    const problems = read.kind === 'invalid' ? read.problems : [];
    expect(problems.filter(({ message }) => message.includes('not known'))).toEqual([]);
    expect(problems.map(({ variable }) => variable)).not.toContain('STEPUP_KAFKA_BROKERS');
  });

  it('takes a host that others reach where an issuer is named', () => {
    const environment = { STEPUP_HOST: '0.0.0.0', STEPUP_OIDC_ISSUER: 'https://id.example.com' };
    expect(readStandaloneConfig(environment).kind).toBe('ok');
  });
});
