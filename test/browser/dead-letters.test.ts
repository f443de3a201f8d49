/** The screen of messages that could not be stored, as sales operations see it. */
import { createInProcessBus, type EventProducer, topics } from '@stepup/event-bus';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpInstance, startHttpInstance } from '../contract/http-instance.ts';
import { findChromium, quietChromium } from '../support/find-chromium.ts';

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)('the screen of dead letters', () => {
  const bus = createInProcessBus();
  let product: HttpInstance;
  let producer: EventProducer;
  let browser: Browser;
  const faults: string[] = [];

  beforeAll(async () => {
    product = await startHttpInstance({ bus });
    producer = await bus.openProducer();
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: quietChromium,
    });
  });
  afterAll(async () => {
    await browser.close();
    await producer.close();
    await product.stop();
  });

  const eventOf = (dealId: string, change: object = {}) => ({
    specversion: '1.0',
    id: `e-${dealId}`,
    source: 'crm',
    type: 'sales.deal.changed.v1',
    time: '2026-01-01T00:00:00Z',
    data: { deal_id: dealId },
    ...change,
  });

  async function publish(tenant: string, dealId: string, value: string): Promise<void> {
    const headers = { receivedat: '2026-01-02T00:00:00.000000Z' };
    const key = JSON.stringify([tenant, `deal/${dealId}`]);
    await producer.publish(topics.events, [{ key, value, headers }]);
  }

  async function open(tenant: string, person: string, path: string, width = 1280): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
    page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
    });
    await page.goto(`${product.url}${path}#token=${await product.tokenOf(tenant, { person })}`);
    return page;
  }

  it('says that nothing waits where every event was stored', async () => {
    const page = await open('quiet', 'ops-1', '/dead-letters');
    await page.getByText('Nothing waits here: every event received was stored').waitFor();
    await page.context().close();
  });

  it('is in the navigation of sales operations, and of nobody else', async () => {
    await product.send('team', [
      eventOf('p', {
        type: 'sales.person.changed.v1',
        data: { person_id: 'm', name: 'M', role: 'manager', active: true },
      }),
    ]);
    const page = await open('team', 'm', '/dead-letters');
    await page.getByText('This page is for sales operations').waitFor();
    expect(await page.getByRole('button', { name: 'Operations', exact: true }).count()).toBe(0);
    await page.context().close();
    const operator = await open('team', 'ops-1', '/gaps');
    await operator.getByRole('button', { name: 'Operations', exact: true }).click();
    await operator.getByRole('menuitem', { name: 'Dead letters' }).click();
    await operator.getByText('Nothing waits here').waitFor();
    await operator.context().close();
  });

  it('says how many wait, why, and what to do; shows one; and sends them again after a question', async () => {
    for (const deal of ['early-1', 'early-2']) {
      await publish('acme', deal, JSON.stringify(eventOf(deal, { type: 'sales.deal.changed.v2' })));
    }
    await publish('acme', 'd3', JSON.stringify(eventOf('d3', { data: { deal_id: 7 } })));
    await publish('acme', 'd4', '{"half": <img src=x onerror=alert(1)>');
    const page = await open('acme', 'ops-1', '/dead-letters');
    await page.getByText('4 messages').waitFor();
    const early = page.getByRole('listitem').filter({ hasText: 'does not know yet' });
    await early.getByText('Update Stepup, then replay').waitFor();

    await page.getByRole('row').filter({ hasText: 'deal/d3' }).getByRole('button').click();
    const shown = page.getByRole('dialog');
    await shown.getByText('"deal_id": 7').waitFor();
    await shown.getByText(/offset \d+/).waitFor();
    await page.keyboard.press('Escape');

    await early.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('dialog').getByText('An event is never counted twice').waitFor();
    await page.getByRole('button', { name: 'Send again', exact: true }).click();
    await page.getByText('2 messages failed again and wait here.').waitFor();
    await page.context().close();
  });

  it('fits a phone, the open message too', async () => {
    const page = await open('acme', 'ops-1', '/dead-letters', 390);
    await page.getByText('4 messages').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.getByRole('button').filter({ hasText: 'deal/d4' }).click();
    await page.getByRole('dialog').getByText('What it held').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.context().close();
  });

  it('had no error in any page', () => {
    expect(faults).toEqual([]);
  });
});
