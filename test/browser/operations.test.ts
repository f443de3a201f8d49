/** The screens on which sales operations see what is wrong with the data, and decide who sees a finding when. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpInstance, startHttpInstance } from '../contract/http-instance.ts';
import { findChromium, quietChromium } from '../support/find-chromium.ts';

const executablePath = findChromium();
const tenant = 'operated';

describe.skipIf(executablePath === undefined)('the screens of operations', () => {
  let product: HttpInstance;
  let browser: Browser;
  const faults: string[] = [];

  beforeAll(async () => {
    product = await startHttpInstance();
    const about = (id: string, type: string, data: object) => ({
      specversion: '1.0',
      id,
      source: 'crm',
      type,
      time: new Date(Date.now() - 86_400_000).toISOString(),
      data,
    });
    const stages = [{ stage_id: 'first', name: 'First talk', position: 1 }];
    await product.send(tenant, [
      about('t', 'sales.tenant.configured.v1', { holidays: ['2099-01-01'] }),
      about('p', 'sales.pipeline.defined.v1', { pipeline_id: 'p', name: 'P', stages }),
      about('m', 'sales.person.changed.v1', { person_id: 'm', name: 'M', role: 'manager', active: true }),
      about('owned', 'sales.deal.changed.v1', {
        deal_id: 'owned',
        pipeline_id: 'p',
        stage_id: 'first',
        owner_id: 'm',
      }),
      about('alone', 'sales.deal.changed.v1', { deal_id: 'alone', pipeline_id: 'p', stage_id: 'first' }),
    ]);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: quietChromium });
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function open(person: string, path: string, width = 1280, of = tenant): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
    page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
    });
    await page.goto(`${product.url}${path}#token=${await product.tokenOf(of, { person })}`);
    return page;
  }

  it('lead from a fault in the data to the records and on to the deal', async () => {
    const page = await open('ops-1', '/data-quality', 390);
    await page.getByText('One of 11 checks found something to repair.').waitFor();
    const check = page.getByRole('region', { name: 'Deals without owner' });
    await check.getByText('1 of 2 deals').waitFor();
    await check.getByRole('button', { name: 'See which' }).click();
    await check.getByText('nobody owns it').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await check.getByRole('link', { name: 'alone' }).click();
    await page.getByText('That is all: 1 deal.').waitFor();
    await page.context().close();
  });

  it('change the head start, and say who did', async () => {
    const page = await open('ops-1', '/settings');
    await page.getByText('to their manager one working day later').waitFor();
    await page.getByText(/The next holidays: 1 Jan 2099/).waitFor();
    await page.getByLabel('Working days of head start').fill('3');
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('to their manager 3 working days later').waitFor();
    await page.getByText(/^Set by/).waitFor();
    await page.context().close();
  });

  it('keep a kind of record as long as it was decided', async () => {
    const page = await open('ops-1', '/settings', 390);
    await page.getByRole('button', { name: 'Change: Absences' }).click();
    await page.getByLabel(/^Days, 30/).fill('90');
    await page.getByRole('button', { name: 'Keep it so long' }).click();
    await page.getByText('90 days').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.context().close();
  });

  it('show the steps of a deal that went to another pipeline, with where it stopped ageing', async () => {
    const told = (id: string, daysAgo: number, data: object, type = 'sales.deal.changed.v1') => ({
      specversion: '1.0',
      id,
      source: 'crm',
      type,
      time: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
      data,
    });
    const stages = [
      { stage_id: 'first', name: 'First talk', position: 1 },
      { stage_id: 'offer', name: 'Offer', position: 2 },
    ];
    await product.send('moved', [
      ...['p', 'q'].map((id) =>
        told(id, 40, { pipeline_id: id, name: `Process ${id}`, stages }, 'sales.pipeline.defined.v1'),
      ),
      told('m', 40, { person_id: 'm', name: 'M', role: 'manager', active: true }, 'sales.person.changed.v1'),
      told('begun', 30, { deal_id: 'd', pipeline_id: 'p', stage_id: 'first', owner_id: 'm' }),
      told('moved', 20, { deal_id: 'd', pipeline_id: 'q', stage_id: 'first' }),
      told('offered', 5, { deal_id: 'd', stage_id: 'offer' }),
    ]);
    const page = await open('ops-1', '/deals', 1280, 'moved');
    await page.getByRole('button', { name: /^d Open/ }).click();
    await page.getByText('First talk · Process p').waitFor();
    await page.getByText(/left this process after 10 days, not decided/).waitFor();
    await page.getByText('Offer · Process q').waitFor();
    await page.getByText(/moved on after 15 days/).waitFor();
    await page.context().close();
  });

  it('are for operations alone', async () => {
    for (const path of ['/data-quality', '/settings']) {
      const page = await open('m', path);
      await page.getByText('This page is for sales operations').waitFor();
      await page.context().close();
    }
  });

  it('had no error in any page', () => {
    expect(faults).toEqual([]);
  });
});
