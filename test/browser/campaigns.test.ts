/** Campaigns in a real browser: planned by keyboard, drawn, shown with the lot, the effect or its day; who is in it sees their own day. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@stepup/runtime';
import { readStandaloneConfig, type StandaloneInstance, startStandalone } from '@stepup/standalone';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, quietChromium } from '../support/find-chromium.ts';
import { startOfCampaignedTeam, tellCampaignsOfThen } from '../support/product/campaigned-team.ts';
import { lookingBackEvents, lookingBackTenant } from '../support/product/looking-back-team.ts';
import { signIn, waitFor } from '../support/product/run-product.ts';

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)('campaigns in the console', () => {
  let instance: StandaloneInstance;
  let browser: Browser;
  let scratch: string;
  let campaigns: { told: string; waiting: string };
  const faults: string[] = [];

  async function start(): Promise<StandaloneInstance> {
    const config = readStandaloneConfig({
      STEPUP_HTTP_PORT: '0',
      STEPUP_DATA_DIR: join(scratch, 'data'),
      STEPUP_EXAMPLE: 'off',
    });
    if (config.kind !== 'ok') throw new Error(JSON.stringify(config.problems));
    const started = await startStandalone(config.config, createLogger({ service: 'test', level: 'warn' }));
    if (!('stop' in started)) throw new Error(started.message);
    return started;
  }

  async function read(person: string, path: string): Promise<string> {
    const token = await signIn(instance.url, lookingBackTenant, person);
    const answer = await fetch(instance.url + path, { headers: { authorization: `Bearer ${token}` } });
    return answer.text();
  }

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'stepup-browser-'));
    await chmod(scratch, 0o711);
    instance = await start();
    const token = await signIn(instance.url, lookingBackTenant, 'ops-1');
    const sent = await fetch(`${instance.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(lookingBackEvents(startOfCampaignedTeam(new Date()))),
    });
    expect(await sent.text()).toContain('"rejected":[]');
    await waitFor(async () => (await read('mia', '/v1/people')).includes('Ron Rep'));
    campaigns = await tellCampaignsOfThen(instance);
    // The next start makes up for the weekly look that it has missed.
    await instance.stop();
    instance = await start();
    for (const id of Object.values(campaigns))
      await waitFor(async () => (await read('mia', `/v1/campaigns/${id}/effect`)).includes('"current":{'));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: quietChromium });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await instance.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  async function open(person: string, path: string, width = 1280): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
    page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/40[49]/.test(message.text()))
        faults.push(`${path}: ${message.text()}`);
    });
    const token = await signIn(instance.url, lookingBackTenant, person);
    await page.goto(`${instance.url}${path}#token=${token}`);
    return page;
  }
  /** Opens a list and goes down it until the option is the one that Enter takes: a list that is not there yet takes no key. */
  async function chooseByKeys(page: Page, list: RegExp, option: RegExp): Promise<void> {
    const box = page.getByRole('combobox', { name: list });
    await box.focus();
    const marked = page.locator('[data-combobox-selected]').filter({ hasText: option });
    await expect
      .poll(
        async () => {
          if ((await marked.count()) === 0) await page.keyboard.press('ArrowDown');
          return marked.count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => box.inputValue(), { timeout: 60_000 }).not.toBe('');
  }
  const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

  it('are planned with the keyboard alone, and the lot is drawn with what it is for beside it', async () => {
    const page = await open('mia', '/campaigns');
    await page.getByRole('link', { name: 'Plan a campaign' }).press('Enter');
    await chooseByKeys(page, /Which step/, /^First talk → Offer$/);
    await chooseByKeys(page, /Which skill/, /./);
    const boxes = page.getByRole('group', { name: /Who takes part/ }).getByRole('checkbox');
    expect(await boxes.count()).toBe(6);
    for (let index = 0; index < 5; index += 1) await boxes.nth(index).press('Space');
    await page.getByText('With 6 or more, half of them could start by lot.', { exact: false }).waitFor();
    await boxes.nth(5).press('Space');
    await page.getByText('6 chosen: enough to start half of them by lot.').waitFor();
    await page.getByLabel('What is it called?').fill('Planned by keyboard');
    const goOn = page.getByRole('button', { name: 'Go on: who starts when' });
    await expect.poll(() => goOn.isEnabled(), { timeout: 30_000 }).toBe(true);
    await goOn.press('Enter');
    const seen = page.getByRole('region', { name: 'What shall be seen?' });
    await seen.getByRole('button', { name: 'Fix what shall be seen' }).press('Enter');
    await seen.getByLabel('What would we see?').fill('A next step is agreed');
    await page.keyboard.press('Escape');
    await chooseByKeys(page, /By what is it counted/, /^Next step after the first conversation$/);
    await seen.getByLabel('The aim, percent').fill('60');
    await seen.getByRole('button', { name: 'Fix it' }).press('Enter');
    await seen.getByText(/^Next step after the first conversation: 60\u00a0% by /).waitFor();
    const lot = page.getByRole('region', { name: 'Half of them by lot' });
    await lot.getByText(/3 start on .*, 3 wait until /).waitFor();
    await lot.getByText('It can be told whether the coaching works.').waitFor();
    await page
      .getByRole('region', { name: 'All together' })
      .getByText('There may be nothing to compare with.')
      .waitFor();
    await page.getByRole('button', { name: 'Draw the lot' }).press('Enter');
    const halves = page.getByRole('region', { name: 'Who starts when' });
    await halves.getByText(/^Start on /).waitFor();
    await halves.getByText(/^Wait until /).waitFor();
    expect(await halves.getByRole('link', { name: /: Open a plan$/ }).count()).toBe(3);
    await halves.getByRole('button', { name: 'How did the lot fall?' }).press('Enter');
    await halves.getByText(/^3 of these 6: /).waitFor();
    await page.getByRole('button', { name: 'End the campaign' }).press('Enter');
    await page.getByLabel('Why does it end?').fill('Another step matters more');
    await page.getByRole('button', { name: 'End it' }).press('Enter');
    await page.getByRole('region', { name: 'Why it ended' }).getByText('Another step matters more').waitFor();
    await page.context().close();
  });

  it.each([
    ['the manager on a phone', 'mia', 390],
    ['the director above', 'dora', 1280],
  ])('say what the lot shows, how sure, and against whom: %s', async (_who, person, width) => {
    const page = await open(person, `/campaigns/${campaigns.told}`, width);
    const effect = page.getByRole('region', { name: 'Did it work?' });
    await effect.getByText(/points? \(likely .*\), by the lot alone/).waitFor();
    await effect.getByText('3 people who started by lot, compared with 3 who waited.').waitFor();
    await effect.getByRole('button', { name: 'What does this rest on?' }).click();
    await effect.getByText(/of all 20 lots that could have fallen would have shown as much/).waitFor();
    await effect.getByText('Nobody of those who wait has started early.').waitFor();
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
    await page.context().close();
  });

  it('name the day on which it is told, and no number of the effect before', async () => {
    const page = await open('mia', `/campaigns/${campaigns.waiting}`, 390);
    const effect = page.getByRole('region', { name: 'Did it work?' });
    await effect.getByText(/^Too early to tell\. It is told on /).waitFor();
    await effect.getByRole('button', { name: 'What does this rest on?' }).click();
    await effect.getByText(/How many of them moved on is not shown before the day/).waitFor();
    expect(await effect.getByText(/points/).count()).toBe(0);
    expect(await widthOf(page)).toBeLessThanOrEqual(390);
    await page.context().close();
  });

  it('show somebody in one their own day, and nobody else’s', async () => {
    const page = await open('ron', '/campaigns', 390);
    await page.getByRole('link', { name: /Who else decides/ }).click();
    await page
      .getByRole('status')
      .getByText(/^You start(ed)? on /)
      .waitFor();
    await page.getByText(/from it, somebody in it could work out the numbers of another/).waitFor();
    expect(await page.getByText('Rita').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'End the campaign' }).count()).toBe(0);
    expect(await widthOf(page)).toBeLessThanOrEqual(390);
    await page.context().close();
    const board = await open('bo', '/campaigns');
    await board.getByText('They are about a few people each, so nobody else sees them.').waitFor();
    await board.context().close();
  });

  it('without a fault on any page', () => {
    expect(faults).toEqual([]);
  });
});
