import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { fingerprintOfParts, randomOnce } from '../../src/inbox/fingerprint.ts';
import { signPreview } from '../../src/inbox/secrets.ts';
import { articleLimit } from '../../src/write/ways.ts';
import { multipart, type Fields } from '../inbox-forms.ts';
import { secret, type Host } from '../inbox-hosts.ts';
import { expectAnswer, onBothHosts, wordsOf } from '../inbox-rows.ts';

const path = '/svar/indlaeg/';
const article = {
  path: 'content/debat/en-baenk-mere.mdx',
  text: '---\ntitel: "En bænk mere"\n---\n\nVi <3 bænken ved legepladsen.\n\n`{kode}` og -- streger -->\n',
};
const writer = { path: 'content/skribenter/ida-holm.mdx', text: '---\nnavn: "Ida Holm"\n---\n' };
const once = randomOnce();

/** The form as the preview has it; `age` is how many milliseconds ago it was shown. */
async function previewed(files: readonly (typeof article)[], age = 10_000, key = secret, word = once): Promise<Fields> {
  const fingerprint = await fingerprintOfParts(['article', ...files.flatMap((file) => [file.path, file.text])]);
  const token = await signPreview(fingerprint, word, Date.now() - age, [key]);
  return { files: JSON.stringify(files), once: word, token, step: 'send' };
}
const only = (files: unknown): Fields => ({ files: JSON.stringify(files) });
const named = (name: string) => only([{ ...article, path: name }]);
const ofLength = (length: number) => [{ ...article, text: 'a'.repeat(length) }];

onBothHosts((host, name) => {
  test('is shown first, and not taken in', async () => {
    const answer = await host().post(path, only([article, writer]));
    await expectAnswer(answer, { status: 200, says: 'Se din tekst igennem' });
    const shown = parse(answer.text).querySelectorAll('.shown .typed, .shown .interface');
    expect(shown.map(({ text }) => text)).toEqual([
      'titel: En bænk mere',
      'Vi <3 bænken ved legepladsen.\n\n`{kode}` og -- streger -->',
      'navn: Ida Holm',
      '',
    ]);
    expect(host().waiting()).toEqual([]);
  });

  test('is taken in once from its preview, and waits whole', async () => {
    const fields = await previewed([article, writer]);
    const [first, again] = [await host().post(path, fields), await host().post(path, fields)];
    for (const answer of [first, again]) await expectAnswer(answer, { status: 303 });
    expect(again.headers.location).toBe(first.headers.location);
    expect(host().waiting()).toMatchObject([
      { kind: 'article', thread: '', words: { name: '', text: '', files: [article, writer] } },
    ]);
  });

  test('has a page for its writer, where it can be withdrawn', async () => {
    const { location = '' } = (await host().post(path, await previewed([article]))).headers;
    const page = await host().send('GET', location);
    await expectAnswer(page, { status: 200, says: 'Tak for din tekst' });
    expect(page.text).toContain('data-sent="skriv"');
    expect(wordsOf(page)).toContain('kommer den på siden med dit navn');
    const key = new URL(location, host().origin).searchParams.get('noegle') ?? '';
    await expectAnswer(await host().post('/svar/sag/', { noegle: key }), { status: 303 });
    await expectAnswer(await host().send('GET', location), { status: 200, says: 'Din tekst er slettet' });
    expect(host().kept()).not.toContain('legepladsen');
  });

  test('sent by another with the same words, gives no key to the first', async () => {
    await host().post(path, await previewed([article]));
    const answer = await host().post(path, await previewed([article], 10_000, secret, randomOnce()));
    await expectAnswer(answer, { status: 200, says: 'Vi har allerede fået denne tekst' });
    expect(answer.text).not.toContain('noegle=');
    expect(host().waiting()).toHaveLength(1);
  });

  test('as long as it may be, is taken in', async () => {
    const answer = await host().post(path, await previewed(ofLength(articleLimit)));
    await expectAnswer(answer, { status: 303 });
    expect(host().waiting()[0]?.words?.files?.[0]?.text).toHaveLength(articleLimit);
  });

  const rows: [what: string, send: (host: Host) => ReturnType<Host['post']>, status: number, says: string][] = [
    ['too long', ({ post }) => post(path, only(ofLength(articleLimit + 1))), 400, 'som skrivesiden selv sender den'],
    ['far too long', ({ post }) => post(path, only(ofLength(81_000))), 413, 'fylder for meget'],
    ['no file', ({ post }) => post(path, only([])), 400, 'som skrivesiden'],
    ['three files', ({ post }) => post(path, only([article, writer, article])), 400, 'som skrivesiden'],
    ['an empty file', ({ post }) => post(path, only([{ ...article, text: '' }])), 400, 'som skrivesiden'],
    ['no JSON', ({ post }) => post(path, { files: '{' }), 400, 'som skrivesiden'],
    ['JSON of another kind', ({ post }) => post(path, only({ length: 1 })), 400, 'som skrivesiden'],
    ['an extra field', ({ post }) => post(path, { ...only([article]), parent: 'x' }), 400, 'som skrivesiden'],
    ['a field too many in a file', ({ post }) => post(path, only([{ ...article, mode: 1 }])), 400, 'som skrivesiden'],
    ['a field twice', ({ post }) => post(path, multipart([['files', '[]'], ['files', '[]']])), 400, 'som skrivesiden'], // prettier-ignore
    ['no field', ({ post }) => post(path, multipart([])), 400, 'som skrivesiden'],
    ...[
      'src/site.ts',
      'content/debat/../../src/site.mdx',
      '/content/debat/x.mdx',
      'content/debat/x.yaml',
      'content/debat/Æ.mdx',
      'content/debat/x.mdx\n',
      'content/svar/x.mdx',
      'content/debat/x/index.mdx',
      '__proto__',
    ].map((bad): (typeof rows)[number] => [
      `the path ${JSON.stringify(bad)}`,
      ({ post }) => post(path, named(bad)),
      400,
      'som skrivesiden',
    ]),
    ['from elsewhere', ({ post }) => post(path, only([article]), { origin: 'https://elsewhere.example' }), 403, 'egen side'], // prettier-ignore
    ['sent too fast', async ({ post }) => post(path, await previewed([article], 0)), 403, 'Det gik lidt hurtigt'],
    ['sent too late', async ({ post }) => post(path, await previewed([article], 3_700_000)), 403, 'mere end en time'],
    ['a forged token', async ({ post }) => post(path, await previewed([article], 9_000, 'x'.repeat(32))), 403, 'et menneske'], // prettier-ignore
    [
      'the token of another text',
      async ({ post }) => post(path, { ...(await previewed([writer])), ...only([article]) }),
      403,
      'et menneske',
    ],
    ['another type', ({ post }) => post(path, { type: 'text/plain', body: Buffer.from('hej') }), 415, 'form'],
    ['fetched', ({ send }) => send('GET', path), 405, 'kun imod det'],
  ];
  describe('is refused in Danish, and nothing is kept', () => {
    test.each(rows)('%s', async (_, send, status, says) => {
      await expectAnswer(await send(host()), { status, says });
      expect(host().waiting()).toEqual([]);
    });
  });

  if (name === 'workerd') {
    test('stands in the private issue as files to be made, and nowhere public', async () => {
      await host().post(path, await previewed([article]));
      expect(host().kept()).toContain('**content/debat/en-baenk-mere.mdx** · [Opret filen](https://github.com/');
      expect(host().kept()).toContain('``mdx\n---\ntitel: "En bænk mere"');
    });
  }
});
