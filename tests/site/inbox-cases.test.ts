import { describe, expect, test, vi } from 'vitest';
import { say } from '../../src/texts.ts';
import { meant, multipart, written, type Fields } from '../inbox-forms.ts';
import { secret, type Host } from '../inbox-hosts.ts';
import type { Answer, Headers } from '../inbox-wire.ts';
import { expectAnswer, onBothHosts, pageHeaders, testRows, wordsOf, type Row } from '../inbox-rows.ts';

/** The private word for a case, as its writer has it. */
const keyIn = ({ headers }: Answer): string =>
  new URL(headers.location ?? '', 'http://localhost').searchParams.get('noegle') ?? '';

/** Sends a whole reply; gives the private word for it. */
const sendReply = async (host: Host, changes: Fields = {}): Promise<string> =>
  keyIn(await host.post('/svar/', await meant(changes, secret)));

const look = (host: Host, key: string, method = 'GET') =>
  host.send(method, `/svar/sag/?noegle=${encodeURIComponent(key)}`);
const withdraw = (host: Host, key: string, headers: Headers = {}) => host.post('/svar/sag/', { noegle: key }, headers);

/** What a key is turned into by somebody who has not been given it. */
const wrongKeys: Readonly<Record<string, (key: string, other: string) => string>> = {
  none: () => '',
  'of another case': (key, other) => `${key.split('.')[0]}.${other.split('.')[1]}`,
  'one letter off': (key) => key.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  'one letter short': (key) => key.slice(0, -1),
  'one letter long': (key) => `${key}0`,
  'in capitals': (key) => key.toUpperCase(),
  'with a space': (key) => `${key} `,
  'with a null byte': (key) => `${key}\0`,
  'without its number': (key) => `.${key.split('.')[1]}`,
  'of a case that is not there': (key) => key.replace(/^.{12}/, '0'.repeat(12)).replace(/-\d+/, '-999'),
  'that would be a path': (key) => `../../../etc/passwd.${key.split('.')[1]}`,
  'of an object': (key) => `__proto____proto__.${key.split('.')[1]}`,
  'of markup': () => '</p><script>alert(1)</script>',
  'far too long': (key) => key.repeat(100),
};
const notFound = { status: 404, says: say('case.unknown') } as const;

const looks: readonly Row[] = [
  {
    name: 'the right key',
    send: async (host) => look(host, await sendReply(host)),
    status: 200,
    says: say('case.title.waiting'),
    queue: 1,
  },
  ...Object.entries(wrongKeys).map(([name, wrong]) => ({
    name: `a key ${name}`,
    send: async (host: Host) => look(host, wrong(await sendReply(host), await sendReply(host, { name: 'Bo' }))),
    ...notFound,
    queue: 2,
  })),
];

const withdrawals: readonly Row[] = [
  { name: 'the right key', send: async (host) => withdraw(host, await sendReply(host)), status: 303, queue: 0 },
  {
    name: 'the right key, twice',
    send: async (host) => {
      const key = await sendReply(host);
      await withdraw(host, key);
      return withdraw(host, key);
    },
    status: 303,
    queue: 0,
  },
  ...Object.entries(wrongKeys).map(([name, wrong]) => ({
    name: `a key ${name}`,
    send: async (host: Host) => withdraw(host, wrong(await sendReply(host), await sendReply(host, { name: 'Bo' }))),
    ...notFound,
    queue: 2,
  })),
  ...['https://andet.example', 'null', undefined].map((origin) => ({
    name: `from ${origin}`,
    send: async (host: Host) => withdraw(host, await sendReply(host), { origin }),
    status: 403,
    says: say('refused.origin'),
    queue: 1,
  })),
  {
    name: 'the key in the address only',
    send: async (host) => host.post(`/svar/sag/?noegle=${await sendReply(host)}`, {}),
    ...notFound,
    queue: 1,
  },
  {
    name: 'the key as a file',
    send: async (host) => {
      const { body, type } = multipart([['noegle', await sendReply(host)]]);
      return host.post('/svar/sag/', {
        body: Buffer.from(body.toString().replace('"noegle"', '$&; filename="a"')),
        type,
      });
    },
    status: 400,
    says: say('refused.fields'),
    queue: 1,
  },
  {
    name: 'two keys',
    send: async (host) => {
      const key = await sendReply(host);
      return host.post(
        '/svar/sag/',
        multipart([
          ['noegle', key],
          ['noegle', key],
        ]),
      );
    },
    status: 400,
    says: say('refused.fields'),
    queue: 1,
  },
  {
    name: 'far too much',
    send: async (host) => withdraw(host, (await sendReply(host)) + 'x'.repeat(20_000)),
    status: 413,
    says: say('refused.size'),
    queue: 1,
  },
];

testRows({ 'a look at a case, with': looks, 'a withdrawal, with': withdrawals });

onBothHosts((host, name) => {
  test('no look at a case withdraws it, whatever is asked', async () => {
    const key = await sendReply(host());
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'DELETE', 'PUT']) {
      for (const more of ['', '&ny=1', '&step=send', '&fortryd=1']) await look(host(), key + more, method);
      await host().send(method, `/svar/sag/?noegle=${key}&_method=POST`);
    }
    expect(host().waiting()).toMatchObject([{ words: written, state: 'waiting' }]);
  });

  test('what was withdrawn is deleted, its case says so, and it can be sent again', async () => {
    const key = await sendReply(host());
    expect(host().kept()).toContain('legepladsen');
    const page = await look(host(), key);
    const answer = await host().post('/svar/sag/', { noegle: key });
    expect(answer.headers.location).toBe(`/svar/sag/?noegle=${key}`);
    expect(wordsOf(page)).toContain(say('case.withdraw'));
    expect(host().kept()).not.toMatch(/legepladsen|Åse|Blok 4/);
    await expectAnswer(await look(host(), key), { status: 200, says: say('case.title.withdrawn') });
    await sendReply(host());
    expect(host().waiting()).toMatchObject([{ words: written }]);
  });

  test('the page of a case withdraws that case by its own form', async () => {
    const page = await look(host(), await sendReply(host()));
    const [, key = ''] = /name="noegle" value="([^"]*)"/.exec(page.text) ?? [];
    expect((await withdraw(host(), key)).status).toBe(303);
    expect(host().waiting()).toEqual([]);
  });

  describe('nobody else keeps, frames, finds or is told the address of', () => {
    const { 'content-type': _, ...headers } = pageHeaders;
    test.each<[string, (host: Host) => Promise<Answer>]>([
      ['thanks for a reply', async (to) => to.post('/svar/', await meant({}, secret))],
      ['a withdrawal', async (to) => withdraw(to, await sendReply(to))],
      [
        'a task',
        (to) => to.send('POST', '/svar/opgave/', { body: Buffer.alloc(64, 'a'), headers: { origin: to.origin } }),
      ],
      ['no task', (to) => to.send('POST', '/svar/opgave/')],
    ])('%s', async (_name, send) => {
      expect((await send(host())).headers).toMatchObject(headers);
    });
  });

  // workerd itself refuses them, before they come to us.
  if (name === 'workerd') return;
  test('what no request can be made of is refused, and a key in it is in no log', async () => {
    const key = await sendReply(host());
    const said = vi.mocked(console.error);
    said.mockClear();
    const headers = { host: 'intet navn/' };
    expect((await host().send('GET', `/svar/sag/?noegle=${key}`, { headers })).status).toBe(400);
    expect((await host().send('TRACE', `/svar/sag/?noegle=${key}`)).status).toBe(405);
    expect(said.mock.calls).toEqual([]);
  });
});
