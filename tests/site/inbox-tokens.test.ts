import { describe, expect, test } from 'vitest';
import { checkPreview, signPreview } from '../../src/inbox/secrets.ts';
import { say, type TextKey } from '../../src/texts.ts';
import { filled, fingerprintFor, meant, proofOf, solved, taskFor, written, type Fields } from '../inbox-forms.ts';
import { secret, startHost } from '../inbox-hosts.ts';
import { expectAnswer, formIn, onBothHosts, testRows, type Row } from '../inbox-rows.ts';

const taken = { status: 303, queue: 1 } as const;
const refused = (key: TextKey) => ({ status: 403, says: say(key), keepsText: true, queue: 0 }) as const;
const foreign = refused('refused.proof');
const fingerprint = await fingerprintFor(filled);
const other = 'ny-hemmelighed-til-proeverne-9876543210';

const minute = 60_000;
/** A token for {@link filled} of so many milliseconds ago. */
const tokenOf = (age: number, { once = filled.once, by = secret }: { once?: string; by?: string } = {}) =>
  signPreview(fingerprint, once, Date.now() - age, [by]);
const withToken =
  (token: string | Promise<string>, changes: Fields = {}): Row['send'] =>
  async (host) =>
    host.post('/svar/', { ...filled, token: await token, ...changes });

const tokens: readonly Row[] = [
  { name: 'looked at for a minute', send: withToken(tokenOf(minute)), ...taken, stored: written },
  { name: 'looked at for all but an hour', send: withToken(tokenOf(59 * minute)), ...taken },
  { name: 'looked at for more than an hour', send: withToken(tokenOf(61 * minute)), ...refused('refused.late') },
  { name: 'of tomorrow', send: withToken(tokenOf(-24 * 60 * minute)), ...refused('refused.early') },
  {
    name: 'used again for the same reply',
    send: async (host) => {
      const token = tokenOf(minute);
      const first = await withToken(token)(host);
      const second = await withToken(token)(host);
      expect(second.headers.location).toBe(first.headers.location);
      return second;
    },
    ...taken,
  },
  {
    name: 'used again for another reply',
    send: async (host) => {
      await withToken(tokenOf(minute))(host);
      return withToken(tokenOf(minute), { text: 'Noget helt andet' })(host);
    },
    ...foreign,
    keepsText: { ...written, text: 'Noget helt andet' },
    queue: 1,
  },
  { name: 'for another name', send: withToken(tokenOf(minute), { name: 'Bo' }), ...foreign, keepsText: { name: 'Bo' } },
  { name: 'for another place', send: withToken(tokenOf(minute), { place: '' }), ...foreign, keepsText: { place: '' } },
  {
    name: 'for another thread',
    send: withToken(tokenOf(minute), { thread: 'hvem-betaler-for-bordet' }),
    ...foreign,
    keepsText: { ...written, thread: 'hvem-betaler-for-bordet' },
  },
  {
    name: 'for another parent',
    send: withToken(tokenOf(minute), { parent: 'ung-i-blok-5' }),
    ...foreign,
    keepsText: { ...written, parent: 'ung-i-blok-5' },
  },
  { name: 'for another sending', send: withToken(tokenOf(minute, { once: 'x'.repeat(26) })), ...foreign },
  { name: 'of somebody who has another secret', send: withToken(tokenOf(minute, { by: other })), ...foreign },
  {
    name: 'for a reply, sent as a report',
    send: async (host) => host.post('/svar/anmeld/', { ...filled, token: await tokenOf(minute) }),
    ...foreign,
  },
  {
    name: 'with the time moved',
    send: withToken(tokenOf(61 * minute).then((token) => token.replace(/^\d+/, String(Date.now() - minute)))),
    ...foreign,
  },
  ...['x', '1.2', `1.${'0'.repeat(26)}`, `${'9'.repeat(15)}.${'0'.repeat(26)}`, '\0', '\u202e', 'x'.repeat(100)].map(
    (token) => ({ name: JSON.stringify(token), send: withToken(token), ...foreign }),
  ),
  {
    name: 'one character too long to be one',
    send: withToken('x'.repeat(101)),
    status: 400,
    says: say('refused.fields'),
    keepsText: true,
    queue: 0,
  },
  {
    name: 'forged, beside a proof that is good',
    send: async (host) => host.post('/svar/', { ...filled, proof: await proofFor(written.text), token: 'x' }),
    ...foreign,
  },
];

testRows({ 'the token of a preview': tokens });

onBothHosts((host) => {
  test('a preview is sent by pressing until it has been looked at for long enough', async () => {
    const preview = await host().post('/svar/', filled);
    await expectAnswer(preview, { status: 200, says: say('preview.lead'), keepsText: true });
    const form = formIn(preview);
    let answer = await host().post('/svar/', form);
    while (answer.status === 403) {
      await expectAnswer(answer, { ...refused('refused.early'), keepsText: form });
      expect(host().waiting()).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      answer = await host().post('/svar/', formIn(answer));
    }
    expect(answer.status).toBe(303);
    expect(host().waiting()).toMatchObject([{ words: written, labels: [say('label.noscript')] }]);
  });

  test.each([
    ['a proof', { proof: 'x' }],
    ['a token', { token: 'x' }],
  ])('where %s is refused, the page has a token that will do', async (_, changes) => {
    const { token = '', once = '' } = formIn(await host().post('/svar/', { ...filled, ...changes }));
    expect(once).toBe(filled.once);
    expect(await checkPreview(token, fingerprint, once, Date.now() + minute, [secret])).toBe('good');
  });
});

describe.each(['Node', 'workerd'] as const)('%s, the secret changed', (name) => {
  test('what the old one signed is taken while both are known, and then asked for again', async () => {
    const both = await startHost(name, { secrets: `${other},${secret}` });
    const fresh = await startHost(name, { secrets: other });
    try {
      const old: readonly Fields[] = [
        await meant({}, secret),
        { ...filled, text: 'Et andet svar', proof: await proofFor('Et andet svar') },
      ];
      for (const fields of old) await expectAnswer(await both.post('/svar/', fields), { status: 303 });
      expect(both.waiting()).toHaveLength(2);
      for (const fields of old) {
        const answer = await fresh.post('/svar/', fields);
        await expectAnswer(answer, { ...foreign, keepsText: { ...written, text: fields['text'] } });
        const { token = '' } = formIn(answer);
        const printed = await fingerprintFor(fields);
        expect(await checkPreview(token, printed, filled.once, Date.now() + minute, [other])).toBe('good');
      }
      expect(fresh.waiting()).toEqual([]);
    } finally {
      await Promise.all([both.close(), fresh.close()]);
    }
  });
});

async function proofFor(text: string): Promise<string> {
  return proofOf(await taskFor(await fingerprintFor({ ...filled, text }), secret).then(solved));
}
