import { describe, expect, test } from 'vitest';
import { tidy } from '../../src/inbox/fingerprint.ts';
import { markdownOf } from '../../src/inbox/plain-text.ts';
import { renderReply, withoutHidden } from '../../src/replies/render.ts';
import { textsOf } from '../fixtures/numbers.ts';

/** What readers meet on the site: the lines as they see them, and the elements they stand in. */
function shown(text: string) {
  const html = renderReply({ id: 'f-aaaabbbbcccc', text: markdownOf(text), isMail: false });
  const words = html
    .replace(/<br>\n?/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x3C;/g, '<')
    .replace(/&quot;/g, '"')
    .replace(/&#x26;/g, '&');
  return {
    html,
    lines: linesOf(words),
    elements: new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name)),
  };
}

const linesOf = (text: string) =>
  withoutHidden(text)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

const markup =
  '* ** _ __ ` ``` ~ ~~ # > - + 1. 1) \\ | = --- === *** [ ] ]( ![ [^1] [^1]: < > & " ( ) { } ! : . / ^'.split(' ');
const pieces = [
  ...markup,
  ...markup.map((mark) => `${mark} `),
  '\n',
  '\n',
  '\n',
  '\n\n',
  '\r\n',
  ' ',
  '    ',
  '\t',
  '\u00a0',
  '\u2028',
  '| a | b |',
  '|---|:-:|',
  '- [ ] ',
  '](https://a.dk)',
  '<b>',
  '</b>',
  '<script>alert(1)</script>',
  '<!-- x -->',
  '&amp;',
  '&#42;',
  '<https://a.dk>',
  'https://a.dk',
  'https://a.dk/x?y=1&z=2#3',
  'https://a.dk/_b_*c*\\',
  'http://a.dk/(b)',
  'https://',
  'www.a.dk',
  'a@b.dk',
  'mailto:a@b.dk',
  '@bestyrelsen',
  '#12',
  '😀',
  '👩‍👧',
  'æøå',
  'Ærlig talt',
  'السلام عليكم',
  'e\u0301',
  'hej',
  '12',
];
const texts = [...pieces, ...textsOf(pieces, 2_500, 12, 22)].map(tidy);

test('whatever is written, just that is read: no word, sign or line is lost, and nothing becomes markup', () => {
  const wrong = texts.filter((text) => {
    const { lines, elements } = shown(text);
    const isPlain = [...elements].every((name) => name === 'p' || name === 'br' || name === 'a');
    return linesOf(text).join('\n') !== lines.join('\n') || !isPlain;
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('and it can be written again and again', () => {
  const mixed = textsOf([...pieces, 'Sæt et bord op.', '\n'], 20, 300, 23).map(tidy);
  const wrong = mixed.filter((text) => linesOf(text).join('\n') !== shown(text).lines.join('\n'));
  expect(wrong.slice(0, 2)).toEqual([]);
});

describe('what is written, and what readers see', () => {
  const link = (address: string) => `<a href="${address}" rel="nofollow ugc noopener">${address}</a>`;
  test.each([
    ['lines stay lines', 'Et\nto', '<p>Et<br>\nto</p>'],
    ['paragraphs stay paragraphs', 'Et\n\nto\n\n\n\ntre', '<p>Et</p>\n<p>to</p>\n<p>tre</p>'],
    ['so they do from Windows', 'Et\r\nto\r\n\r\ntre', '<p>Et<br>\nto</p>\n<p>tre</p>'],
    ['blanks before a line are no code', 'Et\n    to', '<p>Et<br>\nto</p>'],
    ['markup is shown', '**Nej** <b>tak</b>', '<p>**Nej** &#x3C;b>tak&#x3C;/b></p>'],
    ['a list stays as it was typed', '- en\n- to', '<p>- en<br>\n- to</p>'],
    ['a number at the start of a line is none of a list', '1. maj\n2) juni', '<p>1. maj<br>\n2) juni</p>'],
    ['an address is a link', 'Se https://a.dk/b.', `<p>Se ${link('https://a.dk/b')}.</p>`],
    ['so is one at the end of a line', 'https://a.dk\nog', `<p>${link('https://a.dk')}<br>\nog</p>`],
    ['and one in brackets', '(https://a.dk/b)', `<p>(${link('https://a.dk/b')})</p>`],
    ['with another beside it', 'http://a.dk,http://b.dk', `<p>${link('http://a.dk,http://b.dk')}</p>`],
    ['so is one that begins with www', 'www.a.dk', `<p>${link('http://www.a.dk').replace('>http://', '>')}</p>`],
    ['one that is a program is none', 'javascript:alert(1)', '<p>javascript:alert(1)</p>'],
  ])('%s', (_, text, html) => {
    expect(shown(text).html).toBe(html);
  });

  test('in Markdown it is as a person would have written it', () => {
    expect(markdownOf('Et\nto\n\ntre')).toBe('Et  \nto\n\ntre');
  });

  test.each(['', ' ', '\n\n', ' \n \n '])('%j is nothing', (text) => {
    expect(markdownOf(text)).toBe('');
  });
});

describe('on GitHub it calls nobody', () => {
  /** GitHub's own rule for whom a text names (html-pipeline's MentionFilter); its `\W` knows ASCII alone. */
  const named = /(?:^|[^A-Za-z0-9_])@[a-z0-9]/im;
  const textOn = (markdown: string) => markdown.replace(/<https?:[^>]*>/g, ' ').replace(/\\([!-/:-@[-`{-~])/g, '$1');

  test.each([
    'Spørg @formand',
    '@formand',
    '(@formand)',
    '@@formand',
    '*@formand*',
    '\\@formand',
    'Nej\n@formand',
    'https://a.dk @formand',
    'https://a.dk/@formand',
    'så@formand',
    '@gruppe/formand',
  ])('%j', (text) => {
    expect(textOn(markdownOf(text))).not.toMatch(named);
    expect(shown(text).lines).toEqual(linesOf(text));
  });

  test.each(['#12', 'Se #12.', 'by/hus#12', '##12', 'Nej\n#12', '\\#12'])('%j', (text) => {
    expect(textOn(markdownOf(text))).not.toMatch(/#\d/);
    expect(shown(text).lines).toEqual(linesOf(text));
  });

  test('and an e-mail address is still one there', () => {
    expect(textOn(markdownOf('Skriv til redaktion@beboerdebat.example'))).toBe(
      'Skriv til redaktion@beboerdebat.example',
    );
  });

  test('and neither does anything made of it', () => {
    const wrong = texts.filter((text) => named.test(textOn(markdownOf(text))) || /#\d/.test(textOn(markdownOf(text))));
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
