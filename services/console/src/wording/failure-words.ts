import { RequestFailure } from '../api/request-failure.ts';

/** What went wrong, and what the reader can do about it. */
export interface FailureWords {
  title: string;
  whatToDo: string;
  /** For whoever helps: code, place or request id. */
  detail: string | null;
}

/** Words for any error that a page may meet. */
export function describeFailure(error: unknown): FailureWords {
  if (!(error instanceof RequestFailure)) {
    return {
      title: 'The page has failed',
      whatToDo: 'Load it again. If it fails again, tell whoever runs Stepup what stands below.',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
  const { failure } = error;
  switch (failure.kind) {
    case 'unreachable':
      return {
        title: 'Stepup does not answer',
        whatToDo: 'Check that it is running and that you are connected, then try again.',
        detail: null,
      };
    case 'unexpected_answer':
      return {
        title: 'The answer was not understood',
        whatToDo: 'The console and the server may be of different versions: load the page again.',
        detail: `status ${failure.status}, ${failure.place}`,
      };
    case 'problem': {
      const { code, title, detail, errors, status, instance, request_id } = failure.problem;
      const all = errors ?? [];
      // Without a place an error is about the whole: what to do about it.
      const remedies = all.filter(({ path }) => path === '').map(({ message }) => message);
      const places = all.filter(({ path }) => path !== '').map(({ path, message }) => `${path} ${message}`);
      const said = [detail, ...remedies].filter((part) => part !== undefined).join(' ');
      return {
        title,
        whatToDo: said === '' ? adviceFor(status) : said,
        detail: [code, ...places, request_id ?? instance].filter((part) => part !== undefined).join(' · '),
      };
    }
  }
}

function adviceFor(status: number): string {
  if (status === 401) return 'Sign in again.';
  if (status === 403) return 'Ask whoever runs Stepup for access, or sign in as somebody else.';
  if (status === 404)
    return 'Check the address or take a filter out. If you should see it, ask whoever runs Stepup.';
  if (status === 409) return 'Somebody may have changed it: read it again and repeat.';
  if (status === 412) return 'It was changed meanwhile and has been read again: look at it and repeat.';
  return status >= 500 ? 'Try again in a moment.' : 'Change what stands below and try again.';
}
