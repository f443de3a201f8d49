import { diagnosesAnswer } from '@stepup/contracts';
import { signIn, waitFor } from './run-product.ts';

/** Waits until the example's first flagged gap can be read. */
export async function waitForFirstGap(url: string): Promise<void> {
  const authorization = `Bearer ${await signIn(url, 'example', 'ops-1')}`;
  await waitFor(async () => {
    const response = await fetch(`${url}/v1/diagnoses`, { headers: { authorization } });
    if (!response.ok) return false;
    return diagnosesAnswer.parse(await response.json()).items.length > 0;
  });
}
