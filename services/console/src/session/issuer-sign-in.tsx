import { Alert, Button, Stack, Text } from '@mantine/core';
import { readReturnAddress } from './read-return-address.ts';
import { describeSignInRefusal } from '../wording/sign-in-refusals.ts';

/** Sends people to the issuer of their organisation, and says why the last try came to nothing. */
export function IssuerSignIn({
  issuer,
  back,
  failed,
}: {
  issuer: string;
  back: string | null;
  failed: string | null;
}) {
  const start = `/v1/sign-in/start?${new URLSearchParams({ back: readReturnAddress(back) }).toString()}`;
  return (
    <Stack>
      {failed !== null && (
        <Alert color="orange" role="alert" title="You are not signed in">
          <Text size="sm">{describeSignInRefusal(failed)}</Text>
        </Alert>
      )}
      <Button component="a" href={start}>
        Sign in with {URL.canParse(issuer) ? new URL(issuer).host : 'your organisation'}
      </Button>
    </Stack>
  );
}
