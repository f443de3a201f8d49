export const censored = '[redacted]';

const bearer = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g;
const jsonWebToken = /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
const passwordInUrl = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi;

/** Takes credentials out of running text: authorization values, JSON web tokens, passwords in addresses. */
export function redactText(text: string): string {
  return text
    .replace(passwordInUrl, `$1:${censored}@`)
    .replace(bearer, `$1 ${censored}`)
    .replace(jsonWebToken, censored);
}
