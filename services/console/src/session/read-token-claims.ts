import * as z from 'zod';

const claims = z.object({
  tenant: z.exactOptional(z.string()),
  sub: z.exactOptional(z.string()),
  scope: z.exactOptional(z.string()),
});

/** What a token says about its bearer, unverified: good for a label on the screen, never for a decision. */
export type TokenClaims = z.output<typeof claims>;

/** Reads the payload of a JWT; null for anything else. */
export function readTokenClaims(token: string): TokenClaims | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    const parsed = claims.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
