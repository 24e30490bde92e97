import { describe, expect, test } from 'vitest';
import { plainText, renderReply } from '../../src/replies/render.ts';
import { say } from '../../src/texts.ts';
import { attacks } from '../fixtures/attacks.ts';
import { numbersFrom } from '../fixtures/numbers.ts';

const id = 'gh-7';
const render = (text: string, isMail = false) => renderReply({ id, text, isMail });

// The list is written out here and not taken from the code: what is let in there by mistake must be seen here.
const elements = new Set(
  'p br strong em del a ul ol li blockquote code pre hr table thead tbody tr th td details summary sup section'.split(
    ' ',
  ),
);
const attributesOf: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'rel', 'id', 'aria-label'],
  li: ['id'],
  ol: ['start'],
};
const noEnd = new Set(['br', 'hr']);
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
/** The only forms rendered replies may have: a start, an end, or text; anything a lenient parser could argue about fails. */
const token = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<]*")*)>|(?:[^<&]|&(?:#x26|#x3C|quot|#x22);)+/y;

/** Everything that is wrong with a rendered reply, in words; empty for a safe one. */
function problemsOf(html: string, own = `${id}-`): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const ids = new Set<string>();
  if (hidden.test(html)) problems.push('a hidden character');
  if (!html.isWellFormed()) problems.push('half a character');
  token.lastIndex = 0;
  while (token.lastIndex < html.length) {
    const at = token.lastIndex;
    const [whole, end, name, rest = ''] = token.exec(html) ?? [];
    if (whole === undefined) return [...problems, `not of our forms: ${html.slice(at, at + 60)}`];
    if (name === undefined) continue;
    if (!elements.has(name)) problems.push(`<${name}>`);
    if (end) {
      if (open.pop() !== name) problems.push(`</${name}> out of place`);
      continue;
    }
    if (name === 'a' && open.includes('a')) problems.push('a link inside a link');
    const attributes = new Map(
      [...rest.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    );
    for (const [key, value] of attributes) {
      if (!attributesOf[name]?.includes(key)) problems.push(`<${name} ${key}>`);
      if (key === 'id' && (ids.has(value) || !value.startsWith(own))) problems.push(`id ${value}`);
      if (key === 'id') ids.add(value);
    }
    problems.push(...linkProblems(attributes, own));
    if (!noEnd.has(name)) open.push(name);
  }
  return open.length > 0 ? [...problems, `not closed: ${open.join(' ')}`] : problems;
}

function linkProblems(attributes: ReadonlyMap<string, string>, own: string): string[] {
  const href = attributes.get('href')?.replaceAll(/&#x26;/g, '&');
  if (href === undefined || href.startsWith(`#${own}`)) return [];
  if (!/^(?:https?|mailto):/i.test(href) || !URL.canParse(href)) return [`href ${href.slice(0, 60)}`];
  return attributes.get('rel') === 'nofollow ugc noopener' ? [] : [`no rel on ${href.slice(0, 60)}`];
}

const short = (text: string) => JSON.stringify(text).slice(0, 70);

describe('what must work', () => {
  test.each([
    ['bold and italic', '**fed** og *skæv*', '<p><strong>fed</strong> og <em>skæv</em></p>'],
    ['struck out', '~~nej~~ ja', '<p><del>nej</del> ja</p>'],
    ['a line break', 'a  \nb', '<p>a<br>\nb</p>'],
    ['a list', '- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['a numbered list keeps its first number', '3. a', '<ol start="3">\n<li>a</li>\n</ol>'],
    ['a quotation', '> a', '<blockquote>\n<p>a</p>\n</blockquote>'],
    ['a heading becomes a bold line', '# Stop\n\nnu', '<p><strong>Stop</strong></p>\n<p>nu</p>'],
    ['a deep heading too', '###### *Stop*', '<p><strong><em>Stop</em></strong></p>'],
    [
      'a link',
      '[a](https://a.dk/?x=1&y=2)',
      '<p><a href="https://a.dk/?x=1&#x26;y=2" rel="nofollow ugc noopener">a</a></p>',
    ],
    ['a bare address', 'se www.a.dk.', '<p>se <a href="http://www.a.dk" rel="nofollow ugc noopener">www.a.dk</a>.</p>'],
    ['a mail address', 'a@b.dk', '<p><a href="mailto:a@b.dk" rel="nofollow ugc noopener">a@b.dk</a></p>'],
    [
      'a picture becomes a link',
      '![Hul](https://a.dk/b.png)',
      '<p><a href="https://a.dk/b.png" rel="nofollow ugc noopener">Billede: Hul</a></p>',
    ],
    [
      'a picture in a link stays one link',
      '[![Hul](https://a.dk/b.png)](https://b.dk)',
      '<p><a href="https://b.dk" rel="nofollow ugc noopener">Billede: Hul</a></p>',
    ],
    ['raw HTML is dropped, its words stay', 'Hej <b onclick=x>du</b><!-- y -->', '<p>Hej du</p>'],
    ['a block of raw HTML is dropped', '<div class=x>\n\nHej\n\n</div>', '<p>Hej</p>'],
    ['a text of only HTML is shown plain', '<div>Hej & farvel</div>', '<p>&#x3C;div>Hej &#x26; farvel&#x3C;/div></p>'],
    ['a sign that is no HTML', '1 < 2 & 3 > 2 <3', '<p>1 &#x3C; 2 &#x26; 3 > 2 &#x3C;3</p>'],
    ['code', '`<b>` og\n\n```js\n<i>\n```', '<p><code>&#x3C;b></code> og</p>\n<pre><code>&#x3C;i>\n</code></pre>'],
    ['hidden characters are removed', 'a\u202eb\u200bc\ufeffd\u2066e\u0000f', '<p>abcdef</p>'],
    ['hidden characters are removed when written as entities', 'a&#x202e;b&#8203;c&lrm;d', '<p>abcd</p>'],
    ['emoji keep their joiners', '👩‍👧', '<p>👩‍👧</p>'],
    ['old line ends', 'a\r\rb\r\nc', '<p>a</p>\n<p>b\nc</p>'],
  ])('%s', (_, text, html) => {
    expect(render(text)).toBe(html);
    expect(problemsOf(html)).toEqual([]);
  });

  test('a table', () => {
    const html = render('| a | b |\n|---|:-:|\n| 1 | **2** |');
    expect(html.replace(/\n/g, '')).toBe(
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody></table>',
    );
  });

  test('a task list has signs, not boxes to tick', () => {
    expect(plainText(render('- [x] a\n- [ ] b'))).toBe('☑ a ☐ b');
  });

  test('notes belong to their reply: two replies on one page share no id', () => {
    const text = 'a[^1] b[^x] c[^1]\n\n[^1]: en\n\n[^x]: to';
    const both = ['gh-1', 'gh-11', 'gh-1-fn'].map((each) => renderReply({ id: each, text, isMail: false }));
    const ids = both.flatMap((html) => [...html.matchAll(/ id="([^"]*)"/g)].map(([, value]) => value));
    expect(ids).toHaveLength(15);
    expect(new Set(ids).size).toBe(15);
    for (const html of both) {
      for (const [, target] of html.matchAll(/ href="#([^"]*)"/g)) expect(html).toContain(` id="${target}"`);
    }
  });
});

describe('the quoted end of a mail is folded', () => {
  test.each([
    ['a Danish mail', 'Ja tak.\n\nDen 3. maj skrev X:\n\n> Vil I?\n> Hilsen X\n'],
    ['an English mail', 'Ja tak.\n\nOn 3 May X wrote:\n> Vil I?\n> Hilsen X'],
    ['only quotation marks', 'Ja tak.\n\n> Vil I?\n> Hilsen X\n\n'],
    ['a mail that was sent on', 'Ja tak.\n\n-----Oprindelig meddelelse-----\nFra: X\nVil I?\nHilsen X'],
  ])('%s', (_, text) => {
    const html = render(text, true);
    expect(html).toMatch(
      /^<p>Ja tak\.<\/p>\s*<details><summary>Vis den citerede mail<\/summary><p>.*Vil I\?.*<\/details>$/s,
    );
    expect(plainText(html)).toBe('Ja tak.');
    expect(problemsOf(html)).toEqual([]);
    expect(render(text)).not.toContain('<details>');
  });

  test('what is quoted is words, whatever it was', () => {
    const html = render('Ja.\n\n> **a** <img src=x onerror=x> [b](https://b.dk)\n> ![c](https://c.dk/c.png)', true);
    expect(html).toMatch(/<details>.*\*\*a\*\* &#x3C;img src=x onerror=x> \[b\]\(https:\/\/b\.dk\)<br>/s);
    expect(html).not.toMatch(/<a |<strong>/);
  });

  test('a quotation with an answer under it stays', () => {
    expect(render('> Vil I?\n\nJa tak.', true)).toBe('<blockquote>\n<p>Vil I?</p>\n</blockquote>\n<p>Ja tak.</p>');
  });
});

describe('too much of anything', () => {
  test.each([
    ['prose', 'Hej med jer. '.repeat(3_000)],
    ['emoji, which are two halves each', `a${'🏠'.repeat(30_000)}`],
    ['an open code block', `\`\`\`\n${'x\n'.repeat(20_000)}`],
    ['an open comment', `Hej\n\n<!-- ${'x '.repeat(20_000)}`],
  ])('a long text is cut, and says so: %s', (_, text) => {
    const html = render(text);
    expect(html.endsWith(`<p><em>${say('reply.cut')}</em></p>`)).toBe(true);
    expect(html.length).toBeLessThan(25_000);
    expect(problemsOf(html)).toEqual([]);
  });

  test.each([
    ['quotations', `${'>'.repeat(60)} <b>x`],
    ['lists', `${'- '.repeat(60)}<b>x`],
    ['lists with tabs', `${'-\t'.repeat(60)}<b>x`],
    ['numbers', `${'1. '.repeat(60)}<b>x`],
    ['brackets', `${'['.repeat(6_000)}<b>x`],
  ])('a text that is nested too deep is shown plain: %s', (_, text) => {
    expect(render(text)).toBe(`<p>${text.trim().replaceAll('<', '&#x3C;')}</p>`);
  });

  test.each([
    ['a wide table with empty rows', `|${'a|'.repeat(300)}\n|${'-|'.repeat(300)}\n${'a\n'.repeat(3_000)}`],
    ['an address used again and again', `[a]: https://a.dk/${'y'.repeat(8_000)}\n\n${'[a]'.repeat(3_000)}`],
  ])('a small text does not become a huge page: %s', (_, text) => {
    const html = render(text);
    expect(html.length).toBeLessThan(300_000);
    expect(problemsOf(html)).toEqual([]);
  });

  test.each([
    ['empty lines around a line that looks like a mail’s', `x${'\n'.repeat(1_500)}skrev:${'\n'.repeat(1_500)}x`],
    ['a mail of empty lines', `${'\n'.repeat(19_000)}x`],
    ['5,000 nested lists with tabs', `${'-\t'.repeat(5_000)}x`],
  ])('no text holds the build up: %s', { timeout: 2_000 }, (_, text) => {
    expect(problemsOf(render(text, true))).toEqual([]);
  });
});

describe('attacks', () => {
  test('there are many, and each is its own', () => {
    expect(attacks.length).toBeGreaterThan(300);
    expect(new Set(attacks.map(({ text }) => text)).size).toBe(attacks.length);
  });

  test.each(Object.entries(Object.groupBy(attacks, ({ group }) => group)))('%s', (_, group = []) => {
    const failures = group.flatMap(({ number, text }) =>
      [false, true].flatMap((isMail) => {
        const html = render(text, isMail);
        const again = html.length > 50_000 ? '' : render(plainText(html), isMail);
        const twice = html.length > 50_000 ? '' : render(html, isMail);
        return [html, again, twice].flatMap((each, turn) =>
          problemsOf(each).map((problem) => `${number}, turn ${turn + 1}: ${problem} from ${short(text)}`),
        );
      }),
    );
    expect(failures.slice(0, 10)).toEqual([]);
  });

  test('3,000 mixtures of them', () => {
    const next = numbersFrom(20_261_122);
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(next() * items.length)] as Item;
    const pieces = attacks.filter(({ text }) => text.length < 400).map(({ text }) => text);
    const failures: string[] = [];
    for (let turn = 0; turn < 3_000; turn += 1) {
      const text = mixtureOf(pieces, pick, next);
      failures.push(
        ...problemsOf(render(text, next() < 0.3)).map((problem) => `${problem} from ${JSON.stringify(text)}`),
      );
    }
    expect(failures.slice(0, 10)).toEqual([]);
  });
});

const joints = [
  '',
  ' ',
  '\n',
  '\n\n',
  '\n> ',
  '\n- ',
  '\n    ',
  '](',
  '[',
  '"',
  "'",
  '`',
  '<',
  '>',
  '|',
  '&',
  '\\',
  '\u0000',
  '*',
  '\t',
];

/** Up to four attacks joined, cut, doubled or with a sign thrown in. */
function mixtureOf(
  pieces: readonly string[],
  pick: <Item>(items: readonly Item[]) => Item,
  next: () => number,
): string {
  let text = '';
  for (let count = 1 + Math.floor(next() * 4); count > 0; count -= 1) {
    const piece = pick(pieces);
    const from = next() < 0.5 ? 0 : Math.floor(next() * piece.length);
    const to = next() < 0.5 ? piece.length : Math.floor(next() * piece.length);
    text += piece.slice(from, to) + pick(joints);
  }
  const at = Math.floor(next() * text.length);
  const change = next();
  if (change < 0.3) return text.slice(0, at) + pick(joints) + text.slice(at);
  if (change < 0.5) return text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 5));
  if (change < 0.7) return text.slice(0, at) + text;
  return text;
}
