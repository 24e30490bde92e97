import type { Payload } from 'altcha-lib';
import { expect, test } from 'vitest';
import { say, type TextKey } from '../../src/texts.ts';
import { filled, fingerprintFor, proofOf, solved, taskFor, written, type Fields } from '../inbox-forms.ts';
import { secret, type Host } from '../inbox-hosts.ts';
import { onBothHosts, testRows, type Row } from '../inbox-rows.ts';

const taken = { status: 303, queue: 1 } as const;
const refused = (key: TextKey) => ({ status: 403, says: say(key), keepsText: true, queue: 0 }) as const;
const foreign = refused('refused.proof');
const fingerprint = await fingerprintFor(filled);
const other = 'ny-hemmelighed-til-proeverne-9876543210';

/** Asks the server for a task, as our own script does. */
const askForTask = async (host: Host, body: string | Buffer, headers = {}) =>
  host.send('POST', '/svar/opgave/', { body: Buffer.from(body), headers: { origin: host.origin, ...headers } });

/** The proof the server itself asked for. */
const honestProof = async (host: Host, of = fingerprint): Promise<Payload> =>
  solved(JSON.parse((await askForTask(host, of)).text));

const withProof =
  (proof: string | ((host: Host) => Promise<string>), changes: Fields = {}): Row['send'] =>
  async (host) =>
    host.post('/svar/', { ...filled, proof: typeof proof === 'string' ? proof : await proof(host), ...changes });

/** An honest proof, solved once and then changed. */
const honest = await taskFor(fingerprint, secret).then(solved);
const changed = (change: (payload: Payload) => unknown) => withProof(proofOf(change(structuredClone(honest))));

const proofs: readonly Row[] = [
  { name: 'solved', send: withProof(async (host) => proofOf(await honestProof(host))), ...taken, stored: written },
  { name: 'none', send: withProof(''), status: 200, keepsText: true, queue: 0 },
  {
    name: 'used again for the same reply',
    send: async (host) => {
      const proof = proofOf(await honestProof(host));
      const first = await withProof(proof)(host);
      const second = await withProof(proof)(host);
      expect(second.headers.location).toBe(first.headers.location);
      return second;
    },
    ...taken,
  },
  {
    name: 'used again for the same reply by somebody else: the case is not theirs',
    send: async (host) => {
      const proof = proofOf(await honestProof(host));
      await withProof(proof)(host);
      return withProof(proof, { once: 'x'.repeat(26) })(host);
    },
    status: 200,
    says: say('case.known'),
    queue: 1,
  },
  {
    name: 'used again for another reply',
    send: async (host) => {
      const proof = proofOf(await honestProof(host));
      await withProof(proof)(host);
      return withProof(proof, { text: 'Noget helt andet' })(host);
    },
    ...foreign,
    keepsText: { ...written, text: 'Noget helt andet' },
    queue: 1,
  },
  { name: 'for another name', send: withProof(proofOf(honest), { name: 'Bo' }), ...foreign, keepsText: { name: 'Bo' } },
  {
    name: 'for a reply, sent as a report',
    send: async (host) => host.post('/svar/anmeld/', { ...filled, proof: proofOf(honest) }),
    ...foreign,
  },
  {
    name: 'of somebody who has another secret',
    send: withProof(proofOf(await taskFor(fingerprint, other).then(solved))),
    ...foreign,
  },
  {
    name: 'of a task nobody signed',
    send: withProof(proofOf(await solved({ ...(await taskFor(fingerprint, secret)), signature: '0'.repeat(64) }))),
    ...foreign,
  },
  {
    name: 'too late',
    send: withProof(
      proofOf(await taskFor(fingerprint, secret, { expiresAt: Math.floor(Date.now() / 1_000) - 1 }).then(solved)),
    ),
    ...foreign,
  },
  {
    name: 'with the time moved',
    send: changed(({ challenge, ...rest }) => ({
      ...rest,
      challenge: { ...challenge, parameters: { ...challenge.parameters, expiresAt: 9_999_999_999 } },
    })),
    ...foreign,
  },
  {
    name: 'with less work, though signed',
    send: withProof(proofOf(await taskFor(fingerprint, secret, { cost: 1 }).then(solved))),
    ...foreign,
  },
  {
    name: 'with an easier task, though signed',
    send: withProof(proofOf(await taskFor(fingerprint, secret, { keyPrefix: '0' }).then(solved))),
    ...foreign,
  },
  {
    name: 'without its time',
    send: changed(({ challenge: { parameters, ...challenge }, solution }) => {
      const { expiresAt: _, ...others } = parameters;
      return { solution, challenge: { ...challenge, parameters: others } };
    }),
    ...foreign,
  },
  ...[0.5, -1, 2 ** 32, Number.MAX_SAFE_INTEGER, '0', null].map((counter) => ({
    name: `with ${JSON.stringify(counter)} for its answer`,
    send: changed(({ challenge, solution }) => ({ challenge, solution: { ...solution, counter } })),
    ...foreign,
  })),
  {
    name: 'with the next answer',
    send: changed(({ challenge, solution }) => ({
      challenge,
      solution: { ...solution, counter: solution.counter + 1 },
    })),
    ...foreign,
  },
  {
    name: 'with a key that was made up',
    send: changed(({ challenge, solution }) => ({ challenge, solution: { ...solution, derivedKey: '0'.repeat(64) } })),
    ...foreign,
  },
  { name: 'without an answer', send: changed(({ challenge }) => ({ challenge })), ...foreign },
  { name: 'without a task', send: changed(({ solution }) => ({ solution })), ...foreign },
  ...['null', '[]', '""', '7', '{}', '{"__proto__":{"challenge":1}}', '{'].map((json) => ({
    name: json,
    send: withProof(btoa(json)),
    ...foreign,
  })),
  ...['æøå', '=', '</textarea><script>alert(1)</script>', '\0', '\u202e', 'A'.repeat(2_000)].map((proof) => ({
    name: JSON.stringify(proof.slice(0, 20)),
    send: withProof(proof),
    ...foreign,
  })),
  {
    name: 'one character too long to be one',
    send: withProof('A'.repeat(2_001)),
    status: 400,
    says: say('refused.fields'),
    keepsText: true,
    queue: 0,
  },
];

testRows({ 'a proof of work': proofs });

onBothHosts((host) => {
  test.each([
    ['one letter short', fingerprint.slice(1)],
    ['one letter long', `${fingerprint}0`],
    ['in capitals', fingerprint.toUpperCase().replace(/\d/g, 'A')],
    ['nothing', ''],
    ['other words', 'x'.repeat(64)],
    ['bytes', Buffer.alloc(64, 0xff)],
    ['a megabyte', '0'.repeat(1_000_000)],
  ])('no task is set for %s', async (_, body) => {
    expect(await askForTask(host(), body)).toMatchObject({ status: 400, text: '' });
  });

  test.each([{ origin: 'https://andet.example' }, { origin: 'null' }, { origin: undefined }])(
    'no task is set for %j',
    async (headers) => {
      expect(await askForTask(host(), fingerprint, headers)).toMatchObject({ status: 400, text: '' });
    },
  );
});
