/** Coaching in a real browser: a rep plans a call on a phone, predicts, debriefs; the manager opens the session, reviews, agrees. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, quietChromium } from '../support/find-chromium.ts';
import { countEffort, takeEffort, within } from '../support/product/count-effort.ts';
import { coachedTenant, sendCoachedTeam, sendComingMeeting } from '../support/product/coached-team.ts';
import { type RunningProduct, runProduct, signIn } from '../support/product/run-product.ts';

const executablePath = findChromium();
/** Long enough to write three lines before the call starts, short enough to be waited for. */
const callStartsInMs = 40_000;

describe.skipIf(executablePath === undefined)('coaching in the console', () => {
  let product: RunningProduct;
  let browser: Browser;
  let scratch: string;
  let team: Awaited<ReturnType<typeof sendCoachedTeam>>;
  const faults: string[] = [];

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'stepup-browser-'));
    await chmod(scratch, 0o711);
    product = await runProduct({ dataDirectory: join(scratch, 'data'), example: 'off' });
    team = await sendCoachedTeam(product.url);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: quietChromium });
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
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
    const token = await signIn(product.url, coachedTenant, person);
    await page.goto(`${product.url}${path}#token=${token}`);
    return page;
  }

  it('takes a rep from the plan of a call to its debrief, on a phone, with the prediction locked', async () => {
    await sendComingMeeting(product.url, 'meeting-1', new Date(Date.now() + callStartsInMs));
    const page = await open(team.rep, '/', 390);
    await page.waitForURL((url) => url.pathname === '/my-work');
    await page.getByRole('link', { name: /^Prepare/ }).click();
    await page.getByLabel('What will I do?').fill('Offer two days to choose from');
    await page.getByLabel('What do I expect?').fill('They take one of them');
    // Half-written lines outlive a reload: a phone in a car park loses its connection.
    await page.reload();
    expect(await page.getByLabel('What do I expect?').inputValue()).toBe('They take one of them');
    await page.getByRole('button', { name: 'Likely', exact: true }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.waitForURL(/\/calls\/[0-9a-f-]{20,}/);
    await page.getByText('Prepared', { exact: true }).waitFor();
    // From the first page of the day: before a call a minute and three short lines at most.
    const before = await takeEffort(page);
    expect(before.fields).toBeGreaterThan(0);
    expect(before).toSatisfy(within({ taps: 4, fields: 3, seconds: 60 }), JSON.stringify(before));
    expect(await page.getByLabel('What happened?').count()).toBe(0);

    // The page opens the debrief by itself when the call starts.
    await page.getByLabel('What happened?').waitFor({ timeout: 90_000 });
    await page.getByText('Locked', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Change it' }).count()).toBe(0);
    await page.getByLabel('What happened?').fill('They took the second day');
    await page.getByLabel('What did I learn?').fill('Choosing is easier than deciding');
    await page.getByRole('button', { name: 'As expected' }).click();
    await page.getByRole('button', { name: 'Keep the debrief' }).click();
    await page.getByText('Debriefed', { exact: true }).waitFor();
    await page.getByLabel('What is my next step?').fill('The same with a buyer in a hurry');
    await page.getByRole('region', { name: 'Next step' }).getByRole('button', { name: 'Keep it' }).click();
    await page.getByLabel('Another next step?').waitFor();
    // And the same after it.
    const after = await takeEffort(page);
    expect(after.fields).toBe(3);
    expect(after).toSatisfy(within({ taps: 4, fields: 3, seconds: 60 }), JSON.stringify(after));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);

    await page.goto(`${product.url}/my-work`);
    await page.getByText('The same with a buyer in a hurry').waitFor();
    await page.context().close();
  });

  it('keeps what is added after the start apart from the prediction', async () => {
    const page = await open(team.rep, `/plans/${team.planId}`, 390);
    await page.getByRole('link', { name: /^1\. / }).click();
    await page.getByRole('button', { name: 'Add what I had in mind' }).click();
    await page.getByLabel('What will I do?').fill('Wait for them to ask');
    await page.getByLabel('What do I expect?').fill('They ask');
    await page.getByRole('button', { name: 'Add it, marked as later' }).click();
    await page.getByText('Added after the call had started').waitFor();
    await page.goto(`${product.url}/plans/${team.planId}`);
    const experiments = page.getByRole('region', { name: 'Experiments' });
    await experiments.getByText('Expected: They take one of them').waitFor();
    await experiments.getByText('Happened: They took the second day').waitFor();
    await page.context().close();
  });

  it('keeps a storyboard with one obstacle at a time, and says why a second one is refused', async () => {
    const page = await open(team.rep, `/plans/${team.planId}`, 1280);
    await page.getByRole('button', { name: 'Start the storyboard' }).click();
    await page.getByText('Actual condition now').waitFor();
    const obstacles = page.getByRole('region', { name: 'Obstacles' });
    for (const text of ['I do not want to press', 'Their calendars are full']) {
      await obstacles.getByLabel('Another obstacle?').fill(text);
      await obstacles.getByRole('button', { name: 'Park it' }).click();
      await obstacles.getByRole('button', { name: `Work on: ${text}` }).waitFor();
    }
    await obstacles.getByRole('button', { name: 'Work on: I do not want to press' }).click();
    await obstacles.getByText('Now', { exact: true }).waitFor();
    await obstacles.getByRole('button', { name: 'Work on: Their calendars are full' }).click();
    await page.getByRole('alert').getByText('One obstacle at a time.').waitFor();
    await page.context().close();
  });

  it('shows a manager who needs what, and leads through a session to an agreed next step', async () => {
    const page = await open(team.manager, '/', 1280);
    await page.waitForURL((url) => url.pathname === '/my-people');
    await page.getByRole('link', { name: 'Coach Ron Rep' }).click();
    await page.getByRole('button', { name: 'Developmental' }).click();
    await page.getByRole('button', { name: 'Open the session' }).click();
    await page.waitForURL(/\/sessions\/[0-9a-f-]{20,}/);
    const known = page.getByRole('region', { name: 'What we know already' });
    await known.getByText('What did you expect?').waitFor();
    await known.getByText('They take one of them').waitFor();
    await known.getByText('They took the second day').waitFor();
    await known.getByText(/Alder/).waitFor();
    await page.getByRole('button', { name: 'We are talking now' }).click();
    await page.getByText('Held', { exact: true }).waitFor();

    const chart = page.getByRole('region', { name: 'What would help?' });
    for (const _question of ['worth', 'expected', 'way', 'aware', 'knows', 'believes'])
      await chart.getByText('Yes', { exact: true }).last().click();
    await chart.getByText('No', { exact: true }).last().click();
    await chart.getByRole('button', { name: 'See what helps' }).click();
    await chart.getByText('Coaching helps', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Sales coaching' }).click();
    await page.getByRole('button', { name: 'Engage' }).click();
    await page.getByRole('button', { name: 'Switch to field training' }).click();
    await page.getByRole('button', { name: 'Knowledge is missing' }).click();
    await page.getByText('Switched to field training').waitFor();

    const actions = page.getByRole('region', { name: 'What do we do?' });
    await actions.getByLabel('Next step').fill('Five talks with two days to choose from');
    await actions.getByLabel('How do we see that it is done?').fill('Five dates in the calendar');
    await actions.getByRole('button', { name: 'Agree on it' }).click();
    await actions.getByText('seen by: Five dates in the calendar').waitFor();
    await page.getByRole('button', { name: 'Action items' }).click();
    await page.getByText('Settled', { exact: true }).waitFor();

    await page.goto(`${product.url}/plans/${team.planId}`);
    const reviews = page.getByRole('region', { name: 'Reviews' });
    // The first review is due a week after the plan has started, without anybody setting it.
    await reviews.getByText(/^Next on/).waitFor();
    await takeEffort(page);
    await reviews.getByRole('button', { name: 'Review now' }).click();
    await reviews.getByLabel('What did the last step teach?').fill('Choosing is easier');
    await reviews.getByLabel('Next step').fill('Do it in a hurry');
    await reviews.getByRole('button', { name: 'Keep the review' }).click();
    await reviews.getByText('Learned: Choosing is easier').waitFor();
    // A minute beside the ten of the talk.
    const review = await takeEffort(page);
    expect(review.fields).toBe(2);
    expect(review).toSatisfy(within({ taps: 3, fields: 3, seconds: 60 }), JSON.stringify(review));
    // Reviews roll: the next one is due.
    await reviews.getByText(/^Next on/).waitFor();
    await page.context().close();
  });

  it('takes a note of something just seen in half a minute and one line', async () => {
    const page = await open(team.manager, '/my-people', 390);
    await page.getByRole('link', { name: 'Coach Ron Rep' }).click();
    await page.getByRole('button', { name: 'Opportunistic' }).click();
    await page.getByRole('button', { name: 'Well done: keep it' }).click();
    await page.getByRole('button', { name: 'The how-to of a deal or call' }).click();
    await page.getByLabel('In one line').fill('Asked twice before offering');
    await page.getByRole('button', { name: 'Keep it', exact: true }).click();
    await page.waitForURL(/\/sessions\/[0-9a-f-]{20,}/);
    const note = await takeEffort(page);
    expect(note).toSatisfy(within({ taps: 5, fields: 1, seconds: 30 }), JSON.stringify(note));
    await page.context().close();
  });

  it('brings a barrier to the manager and the answer back', async () => {
    const rep = await open(team.rep, '/my-work', 390);
    await rep.getByRole('button', { name: 'Say what it is' }).click();
    await rep.getByRole('button', { name: 'Approvals' }).click();
    await rep.getByLabel('What stands in the way?').fill('A signature takes four days');
    await rep.getByRole('button', { name: 'Send it' }).click();
    await rep.getByText(/^Mia Manager answers by/).waitFor();

    const manager = await open(team.manager, '/my-people', 390);
    await manager.getByText('1 barrier waits for your answer', { exact: false }).waitFor();
    await manager.getByRole('button', { name: 'Answer Ron Rep' }).click();
    await manager.getByRole('button', { name: 'It will be removed' }).click();
    await manager.getByLabel('Your answer to Ron Rep').fill('I sign the same day from now on');
    await manager.getByRole('button', { name: 'Answer', exact: true }).click();
    await manager.getByText('Somebody waits for your answer').waitFor({ state: 'detached' });
    expect(await manager.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await rep.reload();
    await rep.getByText('I sign the same day from now on').waitFor();
    await Promise.all([rep, manager].map((page) => page.context().close()));
  });

  it('shows a rep who looked', async () => {
    const page = await open(team.rep, '/my-records', 390);
    await page.getByText('Mia Manager, manager').first().waitFor();
    await page.context().close();
  });

  it('had no error in any page', () => {
    expect(faults).toEqual([]);
  });
});
