import { describe, expect, test } from 'vitest';
import { escapeHtml, html, Html } from '../../src/inbox/html.ts';
import { textsOf } from '../fixtures/numbers.ts';

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const decoded = (text: string) => text.replace(/&[^;]*;/g, (entity) => entities[entity] ?? `not ours: ${entity}`);

const hostile = [
  '<',
  '>',
  '"',
  "'",
  '&',
  ';',
  '/',
  '=',
  '`',
  '\\',
  '$&',
  "$'",
  '${x}',
  '\n',
  '\0',
  ' ',
  'æ',
  '😀',
  '\ud83d',
  '<script>alert(1)</script>',
  '</textarea>',
  '--><img src=x onerror=alert(1)>',
  '" onfocus="alert(1)" autofocus="',
  '&quot;',
  '&#34;',
  '&lt;b&gt;',
  ']]>',
];

test('no value gets out of its place, and each can be read back', () => {
  const values = [...hostile, ...textsOf(hostile, 3_000, 6, 7)];
  const wrong = values.filter((value) => {
    const { text } = html`<p title="${value}">${value}${[html`<b>${value}</b>`]}</p>`;
    const [, ...places] = /^<p title="([^<>"']*)">([^<>"']*)<b>([^<>"']*)<\/b><\/p>$/.exec(text) ?? [];
    return places.length !== 3 || places.some((place) => decoded(place) !== value);
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('escaping alone does the same', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
  );
});

describe('what stands for', () => {
  test.each([
    ['nothing', html`<p>${undefined}${false}${[]}${''}</p>`, '<p></p>'],
    ['nought', html`<p>${0}</p>`, '<p>0</p>'],
    ['HTML that is made already', html`<p>${html`<b>${'<'}</b>`}</p>`, '<p><b>&lt;</b></p>'],
    ['a list of it', html`<p>${[html`<b>1</b>`, html`<b>2</b>`]}</p>`, '<p><b>1</b><b>2</b></p>'],
    ['text that only looks like it', html`<p>${String(new Html('<b>'))}</p>`, '<p>&lt;b&gt;</p>'],
  ])('%s', (_, { text }, expected) => {
    expect(text).toBe(expected);
  });
});

test('the lines of a template are not sent, those of a value are', () => {
  const page = html`<ul>
    <li class="a">${'en\n  to  '}</li>
    <li>tre <input name="x" value="${' \n'}" /></li>
  </ul>`;
  expect(page.text).toBe('<ul><li class="a">en\n  to  </li><li>tre <input name="x" value=" \n"></li></ul>');
});
