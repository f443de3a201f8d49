const words: Readonly<Record<string, string>> = {
  access_denied: 'The sign-in was refused or given up there.',
  begin_again: 'It took too long, or another page began in between: sign in once more.',
  unavailable: 'The sign-in of your organisation cannot be reached at the moment: try again in a minute.',
  tenant_missing: 'Your account names no tenant: whoever runs the sign-in has to give it one.',
  tenant_invalid:
    'Your account names a tenant that Stepup cannot have: whoever runs the sign-in has to change it.',
  audience_mismatch:
    'The sign-in gives tokens that are meant for something else than Stepup: tell whoever runs it.',
  expired: 'The sign-in gave a token that is already old: check the clocks of both machines.',
};

/** Why somebody came back from the issuer without being signed in, and what to do. */
export function describeSignInRefusal(reason: string): string {
  return (
    words[reason] ??
    `The sign-in of your organisation answered “${reason}”: try again, or tell whoever runs it.`
  );
}
