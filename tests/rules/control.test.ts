import { fromMarkdown } from 'mdast-util-from-markdown';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { annotationsOf, unheeded } from '../../src/gate/annotations.ts';
import { pagesShowing, parseChanges, type Change } from '../../src/gate/changes.ts';
import type { TextFile } from '../../src/gate/content-files.ts';
import type { Problem } from '../../src/gate/messages.ts';
import { previewOf } from '../../src/gate/preview.ts';
import { summaryOf, type Findings } from '../../src/gate/summary.ts';
import { site } from '../../src/site.ts';
import { complaintsAbout } from '../valid-html.ts';

const problem: Problem = { file: 'content/debat/a.mdx', line: 4, what: 'Titlen mangler.', instead: 'Skriv titel.' };

describe('annotations', () => {
  test.each<[string, Partial<Problem>, string]>([
    ['a line', {}, '::error file=content/debat/a.mdx,line=4,title=Det skal rettes::Titlen mangler.%0A→ Skriv titel.'],
    [
      'a sign',
      { column: 7 },
      '::error file=content/debat/a.mdx,line=4,col=7,title=Det skal rettes::Titlen mangler.%0A→ Skriv titel.',
    ],
    [
      'no line',
      { line: undefined, column: 7 },
      '::error file=content/debat/a.mdx,title=Det skal rettes::Titlen mangler.%0A→ Skriv titel.',
    ],
    ['a built page', { file: 'dist/x/' }, '::error title=Det skal rettes::Titlen mangler.%0A→ Skriv titel.'],
    [
      'line breaks and a command in what was written',
      { what: 'Feltet »a\r\n::add-mask::b« 100%' },
      '::error file=content/debat/a.mdx,line=4,title=Det skal rettes::Feltet »a%0D%0A::add-mask::b« 100%25%0A→ Skriv titel.',
    ],
    [
      'a file name that would end the command',
      { file: 'content/a,line=1::x\n::warning::y' },
      '::error file=content/a%2Cline=1%3A%3Ax%0A%3A%3Awarning%3A%3Ay,line=4,title=Det skal rettes::Titlen mangler.%0A→ Skriv titel.',
    ],
  ])('of %s', (_, place, written) => {
    expect(annotationsOf([{ ...problem, ...place }])).toEqual([written]);
  });

  test('are at most ten, each on one line', () => {
    const many = Array.from({ length: 25 }, (_, line) => ({ ...problem, line, what: `a\n${line}` }));
    expect(annotationsOf(many)).toHaveLength(10);
    expect(annotationsOf(many, 'warning').join('\n').split('\n')).toHaveLength(10);
    expect(annotationsOf(many, 'warning')[0]).toMatch(/^::warning file=/);
  });

  test('a text is shown between two lines that switch commands off and on', () => {
    expect(unheeded('::error::x', 'tegn')).toBe('::stop-commands::tegn\n::error::x\n::tegn::');
  });
});

describe('changes', () => {
  test.each<[string, string, Change[]]>([
    ['nothing', '', []],
    ['an added file', 'A\0content/a.mdx\0', [{ file: 'content/a.mdx', how: 'added' }]],
    ['another kind of file', 'T\0content/a.mdx\0', [{ file: 'content/a.mdx', how: 'changed' }]],
    [
      'a renamed file',
      'R087\0content/a.mdx\0content/b.mdx\0',
      [{ file: 'content/b.mdx', how: 'renamed', from: 'content/a.mdx' }],
    ],
    [
      'a copied file',
      'C100\0a\0b\0D\0c\0',
      [
        { file: 'b', how: 'added' },
        { file: 'c', how: 'deleted' },
      ],
    ],
    [
      'names with anything in them',
      'M\0a\n"b"\tc\0D\0æ ø\0',
      [
        { file: 'a\n"b"\tc', how: 'changed' },
        { file: 'æ ø', how: 'deleted' },
      ],
    ],
  ])('%s', (_, output, changes) => {
    expect(parseChanges(output)).toEqual(changes);
  });

  const text = (file: string, front: string, body = ''): TextFile => {
    const [, collection = '', rest = ''] = /^content\/(\w+)\/(.*?)(\/?index)?\.mdx?$/.exec(file) ?? [];
    return {
      collection: collection as TextFile['collection'],
      id: rest,
      file,
      text: `---\n${front}\n---\n${body}`,
      neighbours: [],
    };
  };
  const texts = [
    text('content/debat/en.mdx', 'titel: En\ndato: 2026-11-14'),
    text('content/debat/to/index.mdx', 'titel: To\nkladde: true\nbillede:\n  fil: ./gaard.png'),
    text('content/sider/praktisk/index.mdx', 'titel: Praktisk'),
    text('content/sider/praktisk/vaskeri.mdx', 'titel: Vaskeri', '![x](./vask.jpg)'),
    text('content/skribenter/ung.mdx', 'navn: Ung'),
    text('content/svar/nabo.md', 'navn: Nabo\ntil: debat/en'),
    text('content/emner/hverdag.mdx', 'titel: [1, 2]\ndato: 14\nkladde: måske'),
    text('content/debat/uden.mdx', ': ['),
  ];
  test.each<[string, object[]]>([
    ['content/debat/en.mdx', [{ address: '/debat/en/', title: 'En', day: '2026-11-14', isDraft: false }]],
    ['content/debat/to/index.mdx', [{ address: '/debat/to/', title: 'To', isDraft: true }]],
    ['content/debat/to/gaard.png', [{ address: '/debat/to/', title: 'To', isDraft: true }]],
    ['content/debat/to/ubrugt.png', []],
    ['content/sider/praktisk/index.mdx', [{ address: '/praktisk/', title: 'Praktisk', isDraft: false }]],
    ['content/sider/praktisk/vask.jpg', [{ address: '/praktisk/vaskeri/', title: 'Vaskeri', isDraft: false }]],
    ['content/skribenter/ung.mdx', [{ address: '/skribenter/ung/', title: 'Ung', isDraft: false }]],
    ['content/svar/nabo.md', [{ address: '/debat/en/', title: 'En', day: '2026-11-14', isDraft: false }]],
    ['content/forside.yaml', [{ address: '/', title: 'Forsiden', isDraft: false }]],
    ['content/emner/hverdag.mdx', [{ address: '/emner/hverdag/', title: '/emner/hverdag/', isDraft: false }]],
    ['content/debat/uden.mdx', [{ address: '/debat/uden/', title: '/debat/uden/', isDraft: false }]],
    ['content/debat/_skabelon.mdx', []],
    ['content/svar/_fjernet.yaml', []],
    ['content/SKRIV.md', []],
  ])('%s shows on its pages', (file, pages) => {
    expect(pagesShowing(file, texts)).toEqual(pages);
  });
});

describe('summary', () => {
  const page = { address: '/debat/a/', title: 'Min titel', isDraft: false };
  const findings = (changes: Findings['changes'], more: Partial<Findings> = {}): Findings => ({
    changes,
    pages: new Map([['content/debat/a.mdx', [page]]]),
    errors: [],
    warnings: [],
    shown: new Set(),
    today: '2026-11-22',
    ...more,
  });
  const file = 'content/debat/a.mdx';
  const rowsOf = (summary: string) =>
    parse(summary)
      .querySelectorAll('tr')
      .slice(1)
      .map((row) => row.querySelectorAll('td').map((cell) => cell.structuredText.replaceAll('\n', ' | ')));

  test.each<[string, Change, Partial<Findings>, string[]]>([
    ['a new text', { file, how: 'added' }, {}, ['I orden', 'Min titel | /debat/a/', 'Ny', file]],
    [
      'a text with an error',
      { file, how: 'changed' },
      { errors: [problem] },
      ['1 fejl', 'Min titel | /debat/a/', 'Ændret', file],
    ],
    [
      'a text with two',
      { file, how: 'changed' },
      { errors: [problem, problem] },
      ['2 fejl', 'Min titel | /debat/a/', 'Ændret', file],
    ],
    [
      'a renamed text',
      { file, how: 'renamed', from: 'content/debat/b.mdx' },
      {},
      ['I orden', 'Min titel | /debat/a/', 'Omdøbt', `${file} | før: content/debat/b.mdx`],
    ],
    ['a deleted text', { file, how: 'deleted' }, {}, ['–', '–', 'Slettet', file]],
    [
      'a draft',
      { file, how: 'added' },
      { pages: new Map([[file, [{ ...page, isDraft: true }]]]) },
      ['Kladde, vises ikke endnu', 'Min titel | /debat/a/', 'Ny', file],
    ],
    [
      'a text that waits',
      { file, how: 'added' },
      { pages: new Map([[file, [{ ...page, day: '2026-12-24' }]]]) },
      ['Vises fra 24. december 2026', 'Min titel | /debat/a/', 'Ny', file],
    ],
    [
      'a text of today',
      { file, how: 'added' },
      { pages: new Map([[file, [{ ...page, day: '2026-11-22' }]]]) },
      ['I orden', 'Min titel | /debat/a/', 'Ny', file],
    ],
    [
      'a text with remarks',
      { file, how: 'added' },
      { warnings: [problem, { ...problem, file: 'content/debat/b.mdx' }] },
      ['I orden, 1 ting at se på', 'Min titel | /debat/a/', 'Ny', file],
    ],
    [
      'a template',
      { file: 'content/debat/_skabelon.mdx', how: 'changed' },
      {},
      ['Vises ikke på siden', '–', 'Ændret', 'content/debat/_skabelon.mdx'],
    ],
  ])('a row for %s', (_, change, more, row) => {
    const [given] = rowsOf(summaryOf(findings([change], more)));
    expect(given?.map((cell) => cell.replaceAll('\u00a0', ' '))).toEqual(row);
  });

  test.each<[string, Findings, string]>([
    ['all is well', findings([{ file, how: 'added' }], { shown: new Set(['/debat/a/']) }), 'Alt er i orden.'],
    ['no text has changed', findings([{ file: 'src/site.ts', how: 'changed' }]), 'Ingen tekster er ændret.'],
    ['one thing is wrong', findings([], { errors: [problem] }), 'Der er 1 fejl.'],
    ['two things are', findings([], { errors: [problem, problem] }), 'Der er 2 fejl.'],
    ['the build fails by itself', findings([], { failure: 'Error: x' }), 'Siden kunne ikke bygges,'],
  ])('says that %s', (_, found, words) => {
    expect(summaryOf(found)).toContain(words);
  });

  test('tells each problem with its place, and what to write', () => {
    const summary = summaryOf(findings([], { errors: [problem], warnings: [{ ...problem, what: 'Ordet »endu«?' }] }));
    expect(summary).toContain(
      '### Det skal rettes\n\n<ul>\n<li><code>content/debat/a.mdx</code>, linje&nbsp;4<br>Titlen mangler.<br>→ Skriv titel.</li>\n</ul>',
    );
    expect(summary).toContain('### Det kan blive bedre');
    expect(summary).toContain('Ordet »endu«?');
  });

  test('names the files that are not texts', () => {
    const summary = summaryOf(findings([{ file: '.github/workflows/ny.yml', how: 'added' }]));
    expect(summary).toContain('### Andet end tekster er ændret');
    expect(summary).toContain('<li><code>.github/workflows/ny.yml</code> (ny)</li>');
  });

  test('stays within what GitHub shows, and says what it leaves out', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ ...problem, what: 'a'.repeat(5000), line: index + 1 }));
    const changes = Array.from({ length: 5000 }, (_, index): Change => ({
      file: `content/debat/${index}.mdx`,
      how: 'added',
    }));
    const summary = summaryOf(findings(changes, { errors: many, warnings: many }));
    expect(Buffer.byteLength(summary)).toBeLessThan(1_000_000);
    expect(summary).toContain('… og 4800 til');
    expect(summary).toContain('… og 4700 filer til');
  });

  const attacks = [
    '</pre></table></ul></code><script>alert(1)</script>',
    '\n\n# Overskrift\n\n[link](https://ond.example) ![x](https://ond.example/x.png)\n\n',
    '<img src=x onerror="alert(1)">',
    '| celle | **fed** `kode` ~~~ ``` <!-- --> &lt; \u2028\u2029\u0000',
    '"\'><a href=javascript:alert(1)>',
  ];
  test.each(attacks)('is not led astray by %j', (attack) => {
    const summary = summaryOf(
      findings(
        [
          { file: `content/debat/${attack}`, how: 'renamed', from: attack },
          { file, how: 'added' },
          { file: attack, how: 'added' },
        ],
        {
          errors: [{ file: `content/${attack}`, line: 1, what: attack, instead: attack }],
          warnings: [{ file: attack, what: attack, instead: attack }],
          pages: new Map([[file, [{ address: attack, title: attack, day: `9${attack}`, isDraft: false }]]]),
          failure: attack,
        },
      ),
    );
    // As Markdown: our headings and paragraphs, and everything else in blocks of HTML.
    const kinds = fromMarkdown(summary).children.map(({ type }) => type);
    expect(kinds).toEqual([
      'heading',
      'html',
      'html',
      'heading',
      'html',
      'heading',
      'paragraph',
      'html',
      'heading',
      'html',
      'heading',
      'paragraph',
      'html',
    ]);
    const tags = new Set(
      parse(summary)
        .querySelectorAll('*')
        .map(({ rawTagName }) => rawTagName),
    );
    expect(
      [...tags].filter((tag) => !['p', 'b', 'table', 'tr', 'th', 'td', 'code', 'br', 'ul', 'li', 'pre'].includes(tag)),
    ).toEqual([]);
    expect(
      parse(summary)
        .querySelectorAll('*')
        .filter(({ rawAttrs }) => rawAttrs !== ''),
    ).toEqual([]);
  });
});

describe('preview', () => {
  const built = (main: string, css = '') =>
    `<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>x</title><style>@font-face{font-family:F;src:url(/_astro/f.woff2)format("woff2")}${css}</style></head><body c-0><header>Menu</header><main id="indhold" tabindex="-1" c-0>${main}</main><footer>Fod</footer></body></html>`;
  const files: Readonly<Record<string, string>> = {
    '/_astro/f.woff2': 'skrift',
    '/_astro/s.webp': 'lille',
    '/_astro/m.webp': 'mellem',
    '/_astro/l.webp': 'stor',
  };
  const asset = async (path: string) => (files[path] === undefined ? undefined : Buffer.from(files[path]));
  const show = async (main: string, css?: string) => {
    const html = await previewOf([{ address: '/debat/a/', title: 'A', html: built(main, css) }], [], asset);
    return { html, dom: parse(html), page: parse(html).querySelector('site-page') };
  };
  const data = (words: string, type: string) => `data:${type};base64,${Buffer.from(words).toString('base64')}`;

  test('is one file: a list of the pages, and each page as the site shows it, without menu and foot', async () => {
    const pages = [
      { address: '/debat/a/', title: 'A & <b>', html: built('<h1>A</h1>') },
      { address: '/debat/b/', title: 'B', html: built('<h1>B</h1>') },
    ];
    const html = await previewOf(pages, ['»C« er en kladde <i>'], asset);
    const dom = parse(html);
    expect(dom.querySelectorAll('nav a').map((link) => [link.getAttribute('href'), link.innerHTML])).toEqual([
      ['#p1', 'A &amp; &lt;b&gt;'],
      ['#p2', 'B'],
    ]);
    expect(dom.querySelectorAll('section').map(({ id }) => id)).toEqual(['p1', 'p2']);
    expect(dom.querySelectorAll('site-page h1').map(({ text }) => text)).toEqual(['A', 'B']);
    expect(html).toContain('»C« er en kladde &lt;i&gt;');
    expect(html).not.toMatch(/Menu|Fod/);
    expect(html.match(/@font-face/g)).toHaveLength(1);
    expect((await complaintsAbout(html)).filter((line) => !/h1|multiple|heading/i.test(line))).toEqual([]);
  });

  test('says when there is no page', async () => {
    const html = await previewOf([], ['Fejlene gør, at ingen sider kan bygges.'], asset);
    expect(html).toContain('Der er ingen sider at vise.');
    expect(html).toContain('Fejlene gør, at ingen sider kan bygges.');
    expect(await complaintsAbout(html)).toEqual([]);
  });

  test.each([
    ['another page', '/debat/x/', `${site.url}/debat/x/`],
    ['a page beside it', '../x/', `${site.url}/debat/x/`],
    ['a page that is here', '/debat/a/', '#p1'],
    ['a place on a page that is here', '/debat/a/#svar', '#p1-svar'],
    ['a place on the page', '#svar', '#p1-svar'],
    ['the top of the page', '#', '#p1'],
    ['another site', 'https://x.example/?a=1&amp;b=2', 'https://x.example/?a=1&b=2'],
    ['mail', 'mailto:a@b.example', 'mailto:a@b.example'],
    ['a script', 'javascript:alert(1)', undefined],
    ['data', 'data:text/html,x', undefined],
    ['no address', 'https://[', undefined],
  ])('a link to %s', async (_, href, given) => {
    const { page } = await show(`<a href="${href}">x</a>`);
    expect(page?.querySelector('a')?.getAttribute('href')).toBe(given);
  });

  test('pictures lie inside, in the size that suits a phone', async () => {
    const { page, html } = await show(
      '<img src="/_astro/l.webp" srcset="/_astro/l.webp 1344w, /_astro/s.webp 400w, /_astro/m.webp 700w" sizes="9rem" alt="Gård"><img src="/_astro/s.webp" alt="b"><img src="https://x.example/x.png" alt="c"><img src="/_astro/ingen.webp" alt="d"><img src="/_astro/m.webp.svg" alt="e"><img src="/%E0%A4%A.webp" alt="f">',
    );
    const pictures = page?.querySelectorAll('img') ?? [];
    expect(pictures.map((picture) => picture.getAttribute('src'))).toEqual([
      data('mellem', 'image/webp'),
      data('lille', 'image/webp'),
      ...Array(4).fill(undefined),
    ]);
    expect(pictures[0]?.getAttribute('alt')).toBe('Gård');
    expect(html).not.toContain('srcset');
    expect(html).toContain(data('skrift', 'font/woff2'));
  });

  test('the components of two pages keep apart, though both count from nought', async () => {
    const pages = ['red', 'blue'].map((color, index) => ({
      address: `/debat/${index}/`,
      title: color,
      html: built(
        '<p c-1 id="a" aria-labelledby="a b">vitamin c-1</p>',
        `p[c-1]{color:${color}}main[c-0] p,.main{margin:0}`,
      ),
    }));
    const html = await previewOf(pages, [], asset);
    expect(html).toContain('p[p1-c-1]{color:red}');
    expect(html).toContain('p[p2-c-1]{color:blue}');
    expect(html).toContain('site-page[p2-c-0] p,.main{margin:0}');
    const [first, second] = parse(html).querySelectorAll('site-page p');
    expect(first?.hasAttribute('p1-c-1')).toBe(true);
    expect(second?.hasAttribute('c-1')).toBe(false);
    expect([second?.id, second?.getAttribute('aria-labelledby'), second?.text]).toEqual([
      'p2-a',
      'p2-a p2-b',
      'vitamin c-1',
    ]);
  });

  test('nothing runs, loads or is sent', async () => {
    const { html, page, dom } = await show(
      `<script>alert(1)</script><p onclick="alert(2)" style="color:red" ONLOAD=x>ord</p><iframe srcdoc="<script>3</script>"></iframe><form action="/svar/"><input name="navn"></form><noscript><img src="https://x.example/4.png"></noscript><object data="x"></object><template><b>5</b></template><link rel="stylesheet" href="https://x.example/6.css"><svg><a xlink:href="javascript:7">x</a><image href="https://x.example/8.svg"></image></svg><button>9</button><meta http-equiv="refresh" content="0;url=https://x.example">`,
      'p{background:url(https://x.example/10.png);color:red}',
    );
    expect(dom.querySelectorAll('script, iframe, form, input, noscript, object, template, link, button, base')).toEqual(
      [],
    );
    expect(dom.querySelectorAll('meta[http-equiv]')).toHaveLength(1);
    expect(html).not.toMatch(/onclick|onload|javascript:|style=|10\.png|refresh/i);
    expect(page?.querySelector('p.preview-gone')?.text).toContain('formular');
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:");
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
  });
});
