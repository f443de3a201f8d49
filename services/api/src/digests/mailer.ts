/** A mail as plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Where mails go: to a server, or into a file where there is none. */
export interface Mailer {
  /** `none`: nobody is reminded by mail. */
  readonly kind: 'smtp' | 'file' | 'none';
  send(mail: Mail): Promise<{ kind: 'sent' } | { kind: 'failed'; reason: string }>;
  close(): void;
}
