import { describe, expect, it } from 'vitest';
import { openSession } from './coached-pair.test-support.ts';

describe('the four contexts', () => {
  it.each([
    ['pursuing_opportunities', {}, true],
    ['making_calls', {}, true],
    ['prioritising_customers', {}, false],
    ['managing_accounts', {}, false],
    ['prioritising_customers', { list: 'north, quiet for 90 days' }, true],
    ['managing_accounts', { account_id: 'acme' }, true],
  ] as const)('%s with %j', (context, hangsOn, legal) => {
    const opened = () => openSession({ context, ...hangsOn });
    if (legal) expect(opened().content.context).toBe(context);
    else expect(opened).toThrow('list_or_account_missing');
  });
});
