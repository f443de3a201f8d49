import type { Page } from 'playwright-core';
import * as z from 'zod';

const counted = z.object({ taps: z.number(), characters: z.number(), fields: z.number() });

/** What somebody did on the pages of one tab. */
export interface Effort extends z.output<typeof counted> {
  /** By the keystroke-level model, thinking included. */
  readonly seconds: number;
}

/** What a job may cost: taps, fields written into, seconds by the model. Nothing done at all is no measurement. */
export function within(budget: {
  taps: number;
  fields: number;
  seconds: number;
}): (effort: Effort) => boolean {
  return ({ taps, fields, seconds }) =>
    taps > 0 && taps <= budget.taps && fields <= budget.fields && seconds <= budget.seconds;
}

/**
 * Counts in the page itself what people do to it: taps, characters and the fields they stand in, over reloads and from page to page. Only
 * what the browser takes for a person's doing is counted, so a test cannot help itself to a shorter way.
 */
export async function countEffort(page: Page): Promise<void> {
  await page.addInitScript({
    content: `(() => {
      const key = 'counted-effort';
      const read = () => JSON.parse(sessionStorage.getItem(key) ?? '{"taps":0,"characters":0,"fields":[]}');
      const keep = (effort) => sessionStorage.setItem(key, JSON.stringify(effort));
      const before = new WeakMap();
      // On the document: a click on what has just moved is taken back at the window, and made again.
      document.addEventListener('click', (event) => {
        if (!event.isTrusted || event.detail === 0) return;
        const effort = read();
        effort.taps += 1;
        keep(effort);
      }, true);
      addEventListener('input', ({ target }) => {
        if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
        if (target.type === 'radio' || target.type === 'checkbox') return;
        const effort = read();
        effort.characters += Math.max(0, target.value.length - (before.get(target) ?? 0));
        before.set(target, target.value.length);
        const name = location.pathname + ' ' + target.id;
        if (!effort.fields.includes(name)) effort.fields.push(name);
        keep(effort);
      }, true);
    })()`,
  });
}

/**
 * The model's times, in seconds: pointing 1.1, pressing .1, a key .28 (an average typist; dictation is faster), making up one's mind 1.35
 * before each tap and each field. Card, Moran and Newell, The keystroke-level model for user performance time, 1980, table 1.
 */
const [point, press, keystroke, mind] = [1.1, 0.1, 0.28, 1.35];

/** What was done since the last time this was asked. */
export async function takeEffort(page: Page): Promise<Effort> {
  const text = await page.evaluate<string>(`(() => {
    const kept = sessionStorage.getItem('counted-effort') ?? '{"taps":0,"characters":0,"fields":[]}';
    sessionStorage.removeItem('counted-effort');
    const { taps, characters, fields } = JSON.parse(kept);
    return JSON.stringify({ taps, characters, fields: fields.length });
  })()`);
  const effort = counted.parse(JSON.parse(text));
  const { taps, characters, fields } = effort;
  return {
    ...effort,
    // A field has to be tapped on before it is written into.
    seconds: (taps + fields) * (mind + point + press) + characters * keystroke,
  };
}
