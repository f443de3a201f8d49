/** Looking back in a real browser: the verdict on a plan, an assessment from the first answer to both signatures, effects, rules. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@stepup/runtime';
import { readStandaloneConfig, type StandaloneInstance, startStandalone } from '@stepup/standalone';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, quietChromium } from '../support/find-chromium.ts';
import { countEffort, takeEffort, within } from '../support/product/count-effort.ts';
import {
  lookingBackEvents,
  lookingBackTenant,
  middleOfMonthBeforeLast,
  tellPlanOfThen,
} from '../support/product/looking-back-team.ts';
import { signIn, waitFor } from '../support/product/run-product.ts';

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)('looking back in the console', () => {
  let instance: StandaloneInstance;
  let browser: Browser;
  let scratch: string;
  let planId: string;
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
    const then = middleOfMonthBeforeLast(new Date());
    const token = await signIn(instance.url, lookingBackTenant, 'ops-1');
    const sent = await fetch(`${instance.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(lookingBackEvents(then)),
    });
    expect(await sent.text()).toContain('"rejected":[]');
    await waitFor(async () => (await read('mia', '/v1/people')).includes('Ron Rep'));
    planId = await tellPlanOfThen(instance, then);
    // What was told has arrived where evidence is counted; else the assessment may be opened without it.
    const [from, to] = [then, new Date()].map((day) => day.toISOString().slice(0, 10));
    await waitFor(async () =>
      (await read('mia', `/v1/coaching-indicators?from=${from}&to=${to}`)).includes(
        '"coaching_hours":{"value":0.75',
      ),
    );
    // Nothing ran at the end of that month: the next start catches up with what was missed.
    await instance.stop();
    instance = await start();
    await waitFor(async () =>
      (await read('ron', `/v1/plans/${planId}/verification`)).includes('"current":{'),
    );
    await waitFor(async () => (await read('ron', '/v1/assessments')).includes('"rep-manager"'));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: quietChromium });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await instance.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  async function open(person: string, path: string, width: number): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
    await countEffort(page);
    page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/40[49]/.test(message.text()))
        faults.push(`${path}: ${message.text()}`);
    });
    const token = await signIn(instance.url, lookingBackTenant, person);
    await page.goto(`${instance.url}${path}#token=${token}`);
    return page;
  }
  const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

  it.each([
    ['the rep on a phone', 'ron', 390],
    ['the director, who leads the coach', 'dora', 1280],
  ])(
    'says of a plan what coaching did, against whom and from how many deals: %s',
    async (_who, person, width) => {
      const page = await open(person, `/plans/${planId}`, width);
      const verdict = page.getByRole('region', { name: 'Did it work?' });
      await verdict.getByText(/^Too early to tell/).waitFor();
      await verdict.getByText(/points? \(likely .*\), after taking out luck/).waitFor();
      await verdict.getByText('Expected without coaching').waitFor();
      await verdict.getByRole('button', { name: 'What does this rest on?' }).click();
      await verdict.getByText(/Compared with 5 colleagues of the team/).waitFor();
      await verdict.getByText(/Since the start \d+ deals have come to this step/).waitFor();
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      await page.context().close();
    },
  );

  it('takes a month from the agenda through both answers to both signatures, with what was counted beside', async () => {
    const learner = await open('ron', '/agenda', 390);
    await learner.getByRole('link', { name: /^Look back on \w+ \d{4}, three minutes$/ }).click();
    await learner.getByText('Next: You answer first', { exact: false }).waitFor();
    const first = learner.getByRole('region', { name: /Was it one skill/ });
    await first.getByText('1 of 1').waitFor();
    const yes = learner.getByRole('button', { name: 'Yes', exact: true });
    for (let index = 0; index < (await yes.count()); index += 1) await yes.nth(index).click();
    await first.getByRole('button', { name: 'Partly' }).click();
    const send = learner.getByRole('button', { name: 'Keep my answers' });
    expect(await send.isDisabled()).toBe(true);
    await learner.reload();
    await learner.getByLabel('What was missing?').fill('We changed the skill in the second week');
    await send.click();
    await learner.getByText('Next: Mia answers next', { exact: false }).waitFor();
    // From the agenda on: three minutes, and something to write only where it was not a yes.
    const answered = await takeEffort(learner);
    expect(answered).toSatisfy(within({ taps: 12, fields: 1, seconds: 180 }), JSON.stringify(answered));
    expect(await widthOf(learner)).toBeLessThanOrEqual(390);

    const coach = await open('mia', '/assessments', 1280);
    await coach
      .getByRole('region', { name: 'Waits for you' })
      .getByText(/the plan of Ron Rep/)
      .click();
    await coach.getByText('We changed the skill in the second week', { exact: false }).waitFor();
    const agrees = coach.getByRole('button', { name: 'Yes', exact: true });
    for (let index = 0; index < (await agrees.count()); index += 1) await agrees.nth(index).click();
    await coach.getByRole('button', { name: 'Keep on' }).click();
    await coach.getByRole('button', { name: 'Keep my answers' }).click();
    await coach.getByRole('button', { name: 'Sign', exact: true }).click();
    await coach.getByText(/You signed on/).waitFor();
    const assessed = await takeEffort(coach);
    expect(assessed).toSatisfy(within({ taps: 12, fields: 0, seconds: 180 }), JSON.stringify(assessed));
    await coach.context().close();

    await learner.reload();
    await learner.getByRole('button', { name: 'I see it otherwise' }).click();
    await learner.getByLabel('What do you see otherwise?').fill('It was two skills');
    await learner.getByRole('button', { name: 'Sign', exact: true }).click();
    await learner.getByText('Both have signed; nothing changes any more.', { exact: false }).waitFor();
    await learner.getByText(/sees it otherwise: It was two skills/).waitFor();
    await learner.context().close();
  });

  it('shows a director effects without a ranking, and nothing below eight plans', async () => {
    const page = await open('dora', '/effects', 1280);
    const byManager = page.getByRole('region', { name: 'By manager' });
    await byManager.getByText('1 plan; nothing is said on fewer than eight').waitFor();
    await page
      .getByRole('region', { name: 'Quota beside coaching' })
      .getByText(/It cannot be told/)
      .waitFor();
    await page.context().close();
    const board = await open('bo', '/assessments/summary', 390);
    await board.getByRole('heading', { name: 'A month of coaching' }).waitFor();
    expect(await widthOf(board)).toBeLessThanOrEqual(390);
    await board.context().close();
  });

  it('takes a practice from the rep who wrote it to the reference of the manager, and says how little is known of it', async () => {
    const author = await open('ron', '/practices/new', 390);
    await author.getByLabel('What is it called?').fill('Ask for the date');
    await author.getByRole('combobox', { name: /Which skill does it help/ }).click();
    await author.getByRole('option').first().click();
    await author.getByLabel('When do you do it?').fill('At the end of a first talk');
    await author.getByLabel('How do you do it?').fill('Offer two days to choose from');
    await author.getByLabel('One example').fill('Tuesday or Thursday, at Alder');
    await author.getByRole('button', { name: 'Can it be counted who works by it?' }).click();
    await author.getByRole('combobox', { name: 'By which number' }).click();
    await author.getByRole('option', { name: 'Reviews held by their day' }).click();
    await author.getByLabel('At least, in %').fill('80');
    await author.getByRole('button', { name: 'Offer it to all' }).click();
    const own = author.getByRole('region', { name: 'Ask for the date' });
    await own.getByText(/ · by you$/).waitFor();
    expect(await own.getByRole('button', { name: /reference/ }).count()).toBe(0);
    expect(await widthOf(author)).toBeLessThanOrEqual(390);
    await author.context().close();

    const manager = await open('mia', '/practices', 1280);
    const card = manager.getByRole('region', { name: 'Ask for the date' });
    await card.getByText(/ · by Ron Rep$/).waitFor();
    await card.getByText('Reviews held by their day: at least 80\u00a0%').waitFor();
    expect(await card.getByRole('button', { name: /^Make it our reference/ }).count()).toBe(0);
    await card.getByRole('button', { name: 'I do it too: Ask for the date' }).click();
    await card.getByText('You do it too.').waitFor();
    await card.getByRole('button', { name: 'Make it our reference: Ask for the date' }).click();
    await card.getByText('Our reference', { exact: true }).waitFor();
    expect(await card.textContent()).not.toMatch(/undefined|null|NaN/);
    await manager.context().close();
  });

  it('shows a coach and whoever leads them the ways of their coaching, and others none', async () => {
    const coach = await open('mia', '/ways-of-coaching', 390);
    await coach.getByRole('region', { name: 'Your coaching' }).waitFor();
    expect(await widthOf(coach)).toBeLessThanOrEqual(390);
    await coach.context().close();
    const director = await open('dora', '/ways-of-coaching', 1280);
    await director.getByRole('region', { name: 'Mia Manager' }).waitFor();
    await director.context().close();
    const learner = await open('ron', '/ways-of-coaching', 390);
    await learner.getByText('This page is for those who coach').waitFor();
    expect(await learner.getByRole('region', { name: 'Mia Manager' }).count()).toBe(0);
    await learner.context().close();
  });

  it('refuses a rule that judges results at its line, and keeps a version that counts from next month', async () => {
    const page = await open('ops-1', '/assessment-rules', 1280);
    const editor = page.getByLabel('Text of the rules');
    const written = await editor.inputValue();
    await editor.fill(written.replace('coach_actions, reviews_kept', 'quota_gap, reviews_kept'));
    await page.getByRole('button', { name: /^Line \d+$/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Save as version 1' }).isDisabled()).toBe(true);
    await editor.fill(written.replace('working_day: 3', 'working_day: 4'));
    await page.getByText('No fault.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save as version 1' }).click();
    await page.getByText(/^Version 1 counts from/).waitFor();
    await page.context().close();
  });

  it('without a fault on any page', () => {
    expect(faults).toEqual([]);
  });
});
