import { createHash } from 'node:crypto';
import type { Clock, TokenVerdict, TokenVerifier } from '@stepup/runtime';

/** How long a verdict is remembered: as late a removed key or an expired token takes effect here. */
const rememberedMs = 5_000;
const mostRemembered = 20_000;

/**
 * A verifier that takes its word for a token again for a moment: a screen asks ten things at once, and checking a signature costs as much
 * as answering. By the hash of the token, so that memory holds none; only verdicts that let somebody in are remembered.
 */
export function rememberTokens(verifier: TokenVerifier, clock: Clock): TokenVerifier {
  const remembered = new Map<string, { verdict: TokenVerdict; untilMs: number }>();
  return {
    async verify(token) {
      const nowMs = clock.now().getTime();
      const key = createHash('sha256').update(token).digest('base64');
      const known = remembered.get(key);
      if (known !== undefined && nowMs < known.untilMs) return known.verdict;
      const verdict = await verifier.verify(token);
      remembered.delete(key);
      if (verdict.kind !== 'verified') return verdict;
      remembered.set(key, { verdict, untilMs: nowMs + rememberedMs });
      for (const oldest of remembered.keys()) {
        if (remembered.size <= mostRemembered) break;
        remembered.delete(oldest);
      }
      return verdict;
    },
  };
}
