import { expect, test } from 'vitest';
import { escapeXml } from '../../src/lib/feeds.ts';
import type { Conversation, Voice } from '../../src/lib/replies.ts';
import { articleData, crumbsData, discussionData, siteData } from '../../src/lib/structured-data.ts';
import { article, topic, writer } from '../fixtures/articles.ts';

const silence: Conversation = { count: 0, pages: [[]], voices: [], discussion: undefined };
const site = 'https://beboerdebat.example';

test('a debate piece is an opinion, with whole addresses and its moments at noon', () => {
  const data = articleData(
    article({ updated: '2026-07-01', writers: [writer('ung'), writer('gammel')], topics: [topic('unge')] }),
    silence,
  );
  expect(data).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'OpinionNewsArticle',
    headline: 'En bænk mere',
    url: `${site}/debat/baenk/`,
    image: `${site}/debat/baenk/deling.png`,
    datePublished: '2026-01-05T12:00:00+01:00',
    dateModified: '2026-07-01T12:00:00+02:00',
    inLanguage: 'da',
    commentCount: 0,
    author: [
      { '@type': 'Person', name: 'ung', jobTitle: 'Beboer', url: `${site}/skribenter/ung/` },
      { '@type': 'Person', name: 'gammel', url: `${site}/skribenter/gammel/` },
    ],
    publisher: { '@type': 'Organization', url: `${site}/` },
    about: [{ '@type': 'Thing', name: 'unge', url: `${site}/emner/unge/` }],
  });
  expect(data).not.toHaveProperty('correction');
});

test.each(['nyhed', 'fakta', 'fra-bestyrelsen'] as const)('%s is news, not opinion', (kind) => {
  const data = articleData(article({ section: 'nyheder', kind }), silence);
  expect(data).toMatchObject({ '@type': 'NewsArticle', dateModified: '2026-01-05T12:00:00+01:00' });
});

test('corrections are told with their day', () => {
  const data = articleData(article({ corrections: [{ day: '2026-01-06', text: 'Én, ikke to.' }] }), silence);
  expect(data).toMatchObject({
    correction: [{ '@type': 'CorrectionComment', text: 'Én, ikke to.', datePublished: '2026-01-06T12:00:00+01:00' }],
  });
});

test('a discussion tells the replies that can be read, and nobody’s words besides', () => {
  const voice = (facts: Partial<Voice>): Voice => ({
    id: 'gh-1',
    channel: 'github',
    isBoard: false,
    created: '2026-01-06T08:00:00Z',
    state: 'shown',
    address: '/debat/baenk/#svar-gh-1',
    anchor: 'svar-gh-1',
    initials: 'N',
    html: '<p>Ja.</p>',
    words: 'Ja.',
    to: undefined,
    ...facts,
  });
  const answers = [voice({ name: 'Nabo', created: '2026-01-07' }), voice({ state: 'hidden', words: 'Nej.' })];
  const data = discussionData(article(), { ...silence, count: 2, pages: [[{ voice: voice({}), answers }]] });
  expect(data).toMatchObject({ '@type': 'DiscussionForumPosting', commentCount: 2, url: `${site}/debat/baenk/` });
  expect(data.comment).toMatchObject([
    { text: 'Ja.', dateCreated: '2026-01-06T08:00:00Z', author: { name: 'Slettet bruger' } },
    { url: `${site}/debat/baenk/#svar-gh-1`, dateCreated: '2026-01-07T12:00:00+01:00', author: { name: 'Nabo' } },
  ]);
});

test('the way to a page begins at the front page and ends at the page', () => {
  const { itemListElement } = crumbsData([{ label: 'Debat', href: '/debat/' }], {
    label: 'En bænk',
    href: '/debat/b/',
  });
  expect(itemListElement).toEqual([
    { '@type': 'ListItem', position: 1, name: 'Beboerdebat', item: `${site}/` },
    { '@type': 'ListItem', position: 2, name: 'Debat', item: `${site}/debat/` },
    { '@type': 'ListItem', position: 3, name: 'En bænk', item: `${site}/debat/b/` },
  ]);
});

test('the site tells where to search', () => {
  expect(siteData()).toMatchObject({
    '@type': 'WebSite',
    url: `${site}/`,
    potentialAction: { '@type': 'SearchAction', target: `${site}/soeg/?q={search_term_string}` },
  });
});

test.each([
  ['<b>"Du & jeg"</b>', '&lt;b&gt;&quot;Du &amp; jeg&quot;&lt;/b&gt;'],
  ['&lt;', '&amp;lt;'],
  ['a\u0000b\u0008c\u000bd\u001fe\ufffef\uffff', 'abcdef'],
  ['linje\n\tto\r', 'linje\n\tto\r'],
  ['Ærø 🙂', 'Ærø 🙂'],
])('XML holds %j as %j', (text, xml) => {
  expect(escapeXml(text)).toBe(xml);
});
