import { describe, expect, test } from 'vitest';
import { parse } from 'node-html-parser';
import { html } from '../../src/inbox/html.ts';
import { casePage, formPage, framed, plainPage, previewPage, spelled } from '../../src/inbox/pages.ts';
import { site } from '../../src/site.ts';
import { decided, waiting } from '../fixtures/cases.ts';

const frame = `<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Skriv et svar – ${site.name}</title>
<link rel="canonical" href="/svar/"><style>main{color:red}</style></head><body class="x"><header>
<a href="#indhold">Til <b>indholdet</b></a></header>
<main id="indhold" tabindex="-1" data-pagefind-ignore>
  <h1>Skriv et svar</h1><p>Vælg først.</p>
</main><footer>© 2026 $& $1</footer><script type="module" src="/_astro/a.js"></script></body></html>`;
/** What stands before the title, between title and content, and after the content. */
const kept = frame.split(/<title>[^<]*<\/title>|(?<=<main[^>]*>)[\s\S]*(?=<\/main>)/);

/** Everything that could be written, and do harm. */
const hostile = `"><script>alert(1)</script>'</main></title><main>$&$1$\`$' {name} </textarea>&amp;\n\nSlut`;

describe('a page in the site’s frame', () => {
  test('has its own title and content, and everything else of the frame', () => {
    const page = framed(frame, { title: 'Tak', main: html`<h1>${'Tak'}</h1>` });
    const [before, between, after] = kept;
    expect(page).toBe(
      `${before}<title>Tak – ${site.name}</title>${between}<div class="inbox"><h1>Tak</h1></div>${after}`,
    );
  });

  test('takes what was written as it was written', () => {
    const page = framed(frame, { title: hostile, main: html`<p title="${hostile}">${hostile}</p>` });
    const [before = '', between = '', after = ''] = kept;
    expect(page.startsWith(before)).toBe(true);
    expect(page).toContain(between);
    expect(page.endsWith(after)).toBe(true);
    expect(page.match(/<(script|main|title)\b/g)).toEqual(['<title', '<main', '<script']);
    const dom = parse(page);
    expect(dom.querySelector('title')?.text).toBe(`${hostile} – ${site.name}`);
    expect(dom.querySelector('main p')?.text).toBe(hostile);
    expect(dom.querySelector('main p')?.getAttribute('title')).toBe(hostile);
  });
});

describe('nothing that was written gets out of its place on', () => {
  const piece = { title: hostile, url: '/debat/x/', isOpen: true, replies: {} };
  const content = {
    kind: 'reply',
    thread: 'x',
    parent: 'y',
    name: hostile,
    place: hostile,
    ties: hostile,
    text: hostile,
  } as const;
  const values = { text: hostile, name: hostile, place: hostile, ties: hostile, consent: 'ja' };
  const form = {
    thread: 'x',
    parent: { id: 'y', name: hostile },
    values,
    errors: { text: hostile, name: hostile, consent: hostile },
    refusal: hostile,
    once: 'z',
  };
  const preview = { token: 'x', once: 'y', refusal: hostile };
  const own = { isNew: true, address: 'https://a.dk/svar/sag/?noegle=x.y' };
  const rejected = { ...decided('rejected'), decision: { day: '2026-11-21', reason: hostile } };

  test.each([
    ['the form for a reply', formPage({ ...form, kind: 'reply' }, piece)],
    ['the form for a report', formPage({ ...form, kind: 'report' }, piece)],
    ['the preview of a reply', previewPage(content, preview)],
    ['the preview of a report', previewPage({ ...content, kind: 'report' }, preview)],
    ['the page of a new case', casePage(waiting({ thread: hostile }), hostile, piece, own)],
    ['the page of a case that was rejected', casePage(rejected, hostile, piece, { ...own, isNew: false })],
    [
      'the page of a report that was followed',
      casePage({ ...rejected, kind: 'report', state: 'shown' }, hostile, piece, own),
    ],
    ['a plain page', plainPage(hostile, [hostile])],
  ])('%s', (_, { main }) => {
    expect(main.text).not.toMatch(/<script|<\/main|<title/);
    expect(main.text.match(/<main/g)).toBeNull();
    const dom = parse(`<div id="it">${main.text}</div><p id="after"></p>`);
    expect(dom.querySelector('#it + #after')).not.toBeNull();
    const said = [dom.text, ...dom.querySelectorAll('*').flatMap((each) => Object.values(each.attributes))].join('\n');
    expect(said).toContain('alert(1)');
    expect(dom.querySelectorAll('[onerror], [onclick], [onload]')).toEqual([]);
  });
});

test('what is being edited stands in the form as it was written', () => {
  const text = `\n\nEt\n  to </textarea> &amp; "tre"`;
  const { main } = formPage({ kind: 'reply', thread: 'x', values: { text, name: `"'><` } }, undefined);
  const [, inside = ''] = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(main.text) ?? [];
  // Browsers leave out the first line break of a textarea.
  expect(inside).toBe(`\n${html`${text}`}`);
  expect(parse(main.text).querySelector('#f-name')?.getAttribute('value')).toBe(`"'><`);
});

test.each([
  ['aaaabbbbcccc', 'AAAA-BBBB-CCCC'],
  ['0123456789ab', '0123-4567-89AB'],
  ['abc', 'abc'],
])('the number %s is read as %s', (id, words) => {
  expect(spelled(id)).toBe(words);
});
