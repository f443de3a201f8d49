import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An OpenID Connect issuer, as far as services ask for one. */
export interface TestIssuer {
  url: string;
  /** A token of a program; by default of one that may send all events of a tenant. */
  tokenOf(tenant: string, scope?: string): Promise<string>;
  close(): Promise<void>;
}

export async function startTestIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  let url = '';
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys') response.end(JSON.stringify({ keys: [key] }));
    else response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the issuer listens on TCP');
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    tokenOf: (tenant, scope = 'events:write people:write') =>
      new SignJWT({ tenant, scope })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setIssuer(url)
        .setAudience('stepup')
        .setSubject('client:storm')
        .setIssuedAt()
        .setExpirationTime('2h')
        .sign(privateKey),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
