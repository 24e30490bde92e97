import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markerOf } from '../../src/replies/github.ts';
import { publishedPieces } from '../../src/gate/pieces.ts';
import { fromIndex } from '../../src/search/letters.ts';
import { exampleRepository } from '../fakes/github/repository.ts';
import { startFakeGitHub, type FakeGitHub } from '../fakes/github/server.ts';
import { pagesOf, read, root, type BuiltPage } from '../built.ts';
import { copySite, run, type SiteCopy } from '../site-copy.ts';

const pageAt = (address: string, pages: readonly BuiltPage[]) => {
  const page = pages.find((each) => each.address === address);
  if (!page) throw new Error(`${address} is not built`);
  return page;
};

describe('a clone with no token', () => {
  const pages = pagesOf();
  const { dom } = pageAt('/debat/en-plan-er-staerkere-end-fire/', pages);

  test('shows what came on paper and at meetings, in order, with answers under what they answer', () => {
    const names = dom.querySelectorAll('#svar article h3').map(({ text }) => text);
    expect(names).toEqual([
      'Beboer i blok 4',
      'Bestyrelsen',
      'Frivillig i lektiecaféen',
      'Pensionist i opgang 12',
      'Beboer i blok 4',
    ]);
    expect(dom.querySelector('#svar li li h3')?.text).toBe('Bestyrelsen');
    expect(dom.querySelectorAll('#svar .channel').map(({ text }) => text)).toEqual([
      'på papir',
      'fra bestyrelsen',
      'på et møde',
      'skrevet ind på vegne',
      'på papir',
    ]);
    expect(dom.querySelector('#svar-titel')?.text).toBe('5 svar');
    expect(dom.text).toContain('Svar fra GitHub er ikke hentet hertil');
  });

  test('counts them on lists, names the latest on the front page, and feeds them', () => {
    for (const address of ['/', '/debat/', '/emner/social-indsats/']) {
      const link = pageAt(address, pages).dom.querySelector('a[href="/debat/en-plan-er-staerkere-end-fire/#svar"]');
      expect(link?.text, address).toBe('5 svar');
    }
    expect(pageAt('/', pages).dom.text).toContain('Godt spurgt. Jeg stemmer gerne for');
    expect(read('debat/svar.xml')).toContain('Svar fra Natarbejder: Vaskeriet skal passe til arbejdslivet');
    expect(read('debat/en-plan-er-staerkere-end-fire/svar.xml')).not.toContain('Natarbejder');
  });

  test('prints the whole debate as one paper', () => {
    const { dom: whole } = pageAt('/debat/en-plan-er-staerkere-end-fire/hele-debatten/', pages);
    const headlines = whole.querySelectorAll('main section > h2').map(({ text }) => text);
    expect(headlines).toEqual([
      'Én plan er stærkere end fire',
      'Begynd nedefra, ikke i et sekretariat',
      'Hvem betaler for bordet?',
    ]);
    for (const words of ['Jeg har talt med tre forskellige', 'Suppeaftenen virker', 'Godt spurgt'])
      expect(whole.text).toContain(words);
  });

  test('tells machines what they are', () => {
    const data = [
      ...read('debat/en-plan-er-staerkere-end-fire/index.html').matchAll(
        /<script type="application\/ld\+json">(.*?)<\/script>/gs,
      ),
    ]
      .map(([, json = '']) => JSON.parse(json) as { '@type': string; comment?: { text: string; url: string }[] })
      .find((item) => item['@type'] === 'DiscussionForumPosting');
    expect(data?.comment).toHaveLength(5);
    expect(data?.comment?.[0]?.url).toMatch(/\/debat\/en-plan-er-staerkere-end-fire\/#svar-beboer-i-blok-4$/);
  });
});

describe('against GitHub: open, fetch, build', () => {
  let copy: SiteCopy;
  let github: FakeGitHub;
  let pages: readonly BuiltPage[];
  let environment: Record<string, string>;
  const chore = (name: string, ...values: string[]) => run(`src/replies/${name}.ts`, values, copy.folder, environment);

  beforeAll(async () => {
    const repository = exampleRepository();
    // All texts but one have their thread already, so that one is opened.
    const known = repository.discussions.map(({ body }) => body).join('');
    for (const { thread } of await publishedPieces(root)) {
      if (known.includes(markerOf(thread)) || thread === 'hvem-betaler-for-bordet') continue;
      repository.discussions.push({
        number: 100 + repository.discussions.length,
        title: thread,
        body: markerOf(thread),
        category: 'Debat',
        comments: [],
      });
    }
    // A long thread, which needs more than one page.
    repository.discussions
      .find(({ body }) => body.includes(markerOf('digital-er-ikke-for-alle')))
      ?.comments.push(
        ...Array.from({ length: 130 }, (_, index) => ({
          databaseId: 9_500_000 + index,
          author: { type: 'User' as const, login: `laeser-${index}` },
          body: `Svar nummer ${index} i en lang tråd.`,
          createdAt: new Date(Date.UTC(2026, 9, 7) + index * 60_000).toISOString(),
        })),
      );
    github = await startFakeGitHub(repository);
    environment = {
      GITHUB_TOKEN: 'test-token',
      GITHUB_GRAPHQL_URL: github.url,
      GITHUB_REPOSITORY: 'beboerdebat/beboerdebat',
    };
    copy = await copySite();
    await copy.write(
      'content/svar/_fjernet.yaml',
      '- id: gh-9100007\n  dato: 2026-11-20\n  grund: Røbede private oplysninger.\n',
    );
  });
  afterAll(async () => {
    await github.close();
    await copy.remove();
  });

  test('the first open creates the missing thread, the second nothing', async () => {
    expect(await chore('open')).toMatchObject({ code: 0, output: expect.stringContaining('1 tråde er åbnet') });
    expect(await chore('open')).toMatchObject({ code: 0, output: expect.stringContaining('0 tråde er åbnet') });
  });

  test('the fetch says what it found and what it cost', async () => {
    const { code, output } = await chore('fetch');
    expect(code).toBe(0);
    expect(output).toMatch(/\d+ svar i \d+ tråde er hentet\./);
    expect(output).toMatch(/Det kostede \d+ af GitHubs point\./);
  });

  test('without a token it says what is missing', async () => {
    const { code, output } = await run('src/replies/fetch.ts', [], copy.folder, { ...environment, GITHUB_TOKEN: '' });
    expect(code).toBe(1);
    expect(output).toContain('GITHUB_TOKEN mangler');
  });

  test('the site is built from the snapshot', async () => {
    const { code, output } = await copy.build();
    expect(output).toContain('Complete!');
    expect(code).toBe(0);
    pages = pagesOf(copy.dist);
  });

  test('answers, edits, deleted accounts and deleted replies stand as they should, with paper in the same list', () => {
    const { dom } = pageAt('/debat/en-plan-er-staerkere-end-fire/', pages);
    const voice = (id: string) => dom.querySelector(`#svar-${id}`)?.closest('article');
    expect(voice('gh-9100002')?.text).toContain('redigeret 11. marts 2026'.replace('. ', '.\u00a0'));
    expect(voice('gh-9100002')?.closest('ol')?.closest('li')?.querySelector('h3')?.text).toBe('karen-opgang-4');
    expect(voice('gh-9100003')?.querySelector('h3')?.text).toBe('Slettet bruger');
    expect(voice('gh-9100004')?.text.trim()).toBe('Svaret er slettet af den, der skrev det.');
    expect(voice('gh-9100005')?.text).toContain('Ærgerligt, du slettede det');
    expect(voice('gh-9100006')?.querySelector('details summary')?.text).toBe('Vis den citerede mail');
    expect(voice('gh-9100007')?.text).toContain('20.\u00a0november 2026: Røbede private oplysninger.');
    expect(voice('beboer-i-blok-4')?.text).toContain('på papir');
    expect(dom.text).toMatch(/Svar fra GitHub pr\. \d+\.\u00a0\S+ \d{4} kl\.\u00a0\d\d\.\d\d\./);
  });

  test('hidden replies leave a mark and their answers, folded ones a line to unfold', () => {
    const { dom } = pageAt('/debat/unge-ved-bordet/', pages);
    const marks = dom.querySelectorAll('#svar .gone').map(({ text }) => text);
    expect(marks.filter((text) => text.includes('Skjult af bestyrelsen'))).toHaveLength(7);
    expect(dom.querySelectorAll('#svar details')).toHaveLength(4);
    const answers = dom.querySelectorAll('#svar .text').map(({ text }) => text);
    expect(answers.filter((text) => text.includes('Lad os holde en god tone'))).toHaveLength(9);
  });

  test('no text that is hidden, deleted or taken down is anywhere in the site, the search index too', () => {
    const secrets = /HEMMELIG (1|2|3|4|9|10):|Husk dem, der ikke kan komme om aftenen/;
    for (const file of globSync('**/*.*', { cwd: copy.dist })) {
      const bytes = readFileSync(join(copy.dist, file));
      const text = /\.pf_|\.pagefind$/.test(file) ? fromIndex(gunzipSync(bytes).toString('utf8')) : bytes;
      expect(text.toString('utf8'), file).not.toMatch(secrets);
    }
  });

  test('the widget names the Discussion by its number', () => {
    const { dom } = pageAt('/debat/hvem-betaler-for-bordet/', pages);
    const facts = JSON.parse(dom.querySelector('[data-giscus]')?.getAttribute('data-giscus') ?? '{}') as {
      attributes: Record<string, string>;
    };
    const number = github.repository.discussions.find(({ body }) =>
      body.includes(markerOf('hvem-betaler-for-bordet')),
    )?.number;
    expect(facts.attributes).toMatchObject({ mapping: 'number', term: String(number) });
  });

  test('a thread of more than 100 goes on at pages of its own, where anchors lead', () => {
    const first = pageAt('/debat/digital-er-ikke-for-alle/', pages);
    const second = pageAt('/debat/digital-er-ikke-for-alle/svar/2/', pages);
    expect(first.dom.querySelectorAll('#svar article')).toHaveLength(100);
    expect(second.dom.querySelectorAll('main article')).toHaveLength(30);
    expect(read('debat/digital-er-ikke-for-alle/svar.xml', copy.dist)).toContain(
      '/debat/digital-er-ikke-for-alle/svar/2/#svar-gh-9500129',
    );
    expect(second.dom.querySelector('#svar-gh-9500129')).not.toBeNull();
    expect(first.dom.querySelector('a[rel=next]')?.getAttribute('href')).toBe(
      '/debat/digital-er-ikke-for-alle/svar/2/',
    );
  });

  test('the public copy is a snapshot that would be believed, without what is taken down', async () => {
    const { parseSnapshot } = await import('../../src/replies/snapshot.ts');
    const reading = parseSnapshot(read('debat/svar.json', copy.dist));
    if (!('snapshot' in reading)) throw new Error(JSON.stringify(reading));
    expect(reading.snapshot.fetchedAt).toMatch(/^\d{4}-/);
    const removed = reading.snapshot.threads.flatMap(({ replies }) => replies).find(({ id }) => id === 'gh-9100007');
    expect(removed).toMatchObject({ state: 'removed', text: '' });
    expect(removed).not.toHaveProperty('name');
  });

  test('when GitHub is down the fetch keeps the snapshot, warns, and the build goes on', async () => {
    const before = read('.data/svar.json', copy.folder);
    await github.close();
    const { code, output } = await chore('fetch');
    expect(code).toBe(0);
    expect(output).toContain('Svarene kunne ikke hentes fra GitHub');
    expect(read('.data/svar.json', copy.folder)).toBe(before);
  });

  test('a snapshot that was changed by hand stops the build', async () => {
    await copy.write(
      '.data/svar.json',
      read('.data/svar.json', copy.folder).replace('karen-opgang-4', 'karen-opgang-5'),
    );
    const { code, output } = await copy.build();
    expect(code).not.toBe(0);
    expect(output).toContain('Svarene i .data/svar.json kan ikke bruges');
  });
});
