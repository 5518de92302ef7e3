// An OpenID Connect provider for one client: `node oidc.mjs FOLDER REDIRECT-URI ALGORITHM` prints its
// address, and ends with its standard input. Whoever comes with a login_hint is signed in as whom it
// describes: the claims as JSON in base64url.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, redirect, algorithm] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), 'package.json'));
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));
const { exportJWK, generateKeyPair } = await import(pathToFileURL(createRequire(require.resolve('oidc-provider')).resolve('jose')));

const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
const key = { ...(await exportJWK(privateKey)), alg: algorithm, use: 'sig', kid: 'first' };
const other = await generateKeyPair('RS256', { extractable: true });
const keys = [key, { ...(await exportJWK(other.privateKey)), alg: 'RS256', use: 'sig', kid: 'other' }];

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: 'parley',
    client_secret: 'a secret & more',
    redirect_uris: [redirect],
    id_token_signed_response_alg: algorithm,
  }],
  jwks: { keys },
  pkce: { required: () => true },
  claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => JSON.parse(Buffer.from(id, 'base64url')),
  }),
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
  cookies: { keys: ['test'] },
});
const answer = provider.callback();
server.on('request', async (request, response) => {
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  const { params } = await provider.interactionDetails(request, response);
  return provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
});
process.stdin.on('end', () => process.exit());
process.stdin.resume();
console.log(issuer);
