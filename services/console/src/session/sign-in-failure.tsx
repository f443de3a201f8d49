import { Alert, Text } from '@mantine/core';
import { statusOf } from '../api/request-failure.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { describeFailure } from '../wording/failure-words.ts';
import type { Credentials } from './use-sign-in.ts';

/** Why somebody could not be signed in, and what to try. */
export function SignInFailure({ error, credentials }: { error: unknown; credentials: Credentials }) {
  const status = statusOf(error);
  if (status === 403) {
    const { whatToDo } = describeFailure(error);
    return (
      <Alert
        color="orange"
        role="alert"
        title={
          credentials.kind === 'person'
            ? `${credentials.person} cannot sign in to ${credentials.tenant}`
            : 'This token lets nobody in'
        }
      >
        <Text size="sm">
          {whatToDo} Check the spelling of tenant and person: it is the id of the person in your CRM, in small
          and capital letters as there. ops-1 exists in every tenant.
        </Text>
      </Alert>
    );
  }
  if (status === 404 && credentials.kind === 'person') {
    return (
      <Alert color="orange" role="alert" title="This server has no built-in sign-in">
        Paste a token below.
      </Alert>
    );
  }
  if (status === 401) {
    return (
      <Alert color="orange" role="alert" title="This token is not valid">
        It may be old or cut off: make a new one and paste it whole.
      </Alert>
    );
  }
  return <FailureNotice error={error} />;
}
