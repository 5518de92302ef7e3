import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mock, test } from 'node:test';
import standard from '../../../target/web-checks/node_modules/standardwebhooks/dist/index.js';

const vector = JSON.parse(readFileSync(new URL('webhook-vector.json', import.meta.url), 'utf8'));
const headers = {
  'webhook-id': vector.id,
  'webhook-timestamp': String(vector.timestamp),
  'webhook-signature': vector.signature,
};

const verified = (secret, body, sent = headers) => new standard.Webhook(secret).verify(body, sent);

// The library refuses what is older than five minutes.
mock.timers.enable({ apis: ['Date'], now: vector.timestamp * 1000 });

test('signature_ofBothSecrets_isVerifiedByTheLibraryOfStandardWebhooks', () => {
  for (const secret of [vector.secret, vector.previous]) {
    assert.equal(verified(secret, vector.body).type, 'webhook.test');
  }
});

test('signature_ofAnotherBodySecretOrTime_isRefused', () => {
  assert.throws(() => verified(vector.secret, vector.body.replace('quay', 'pier')));
  assert.throws(() => verified('whsec_AAAA', vector.body));
  assert.throws(() =>
    verified(vector.secret, vector.body, { ...headers, 'webhook-timestamp': String(vector.timestamp + 1) }));
});
