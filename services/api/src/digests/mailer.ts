/** A mail as plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * What became of a mail. `refused`: the server will not have it, today or later. `put_off`: it will not have this one now. `not_sent`: it
 * certainly did not go out, nor would another. `unknown`: the server had all of it and did not say whether it took it.
 */
export type SentMail =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused' | 'put_off' | 'not_sent' | 'unknown'; readonly reason: string };

/** Where mails go: to a server, or into a file where there is none. */
export interface Mailer {
  /** `none`: nobody is reminded by mail. */
  readonly kind: 'smtp' | 'file' | 'none';
  send(mail: Mail): Promise<SentMail>;
  close(): void;
}
