import { describe, expect, test } from 'vitest';
import { slimStyles } from '../../src/gate/styles.ts';

/** The styles that are left of `css` on a page with the scopes `a1` and `b2`. */
const left = (css: string) => {
  const page = `<p data-astro-cid-a1 class="x">Hej</p><i data-astro-cid-b2></i><style>${css}</style>`;
  return /<style>([\s\S]*)<\/style>/.exec(slimStyles(page))?.[1];
};
const a = '[data-astro-cid-a1]';
const b = '[data-astro-cid-b2]';
const gone = '[data-astro-cid-zz9]';

describe('the styles of a page keep', () => {
  test.each([
    ['a rule for all', 'p{color:red}', 'p{color:red}'],
    ['a rule of a part that is there', `.x${a}{color:red}`, '.x[c-0]{color:red}'],
    ['a rule of two parts that are there', `.x${a} .y${b}{color:red}`, '.x[c-0] .y[c-1]{color:red}'],
    ['what else a rule is for', `.x${a},.y${gone},p{color:red}`, '.x[c-0],p{color:red}'],
    [
      'a list of several parts, one of them there',
      `:is(.x${a},.y${gone}) p{color:red}`,
      ':is(.x[c-0],.y[data-astro-cid-zz9]) p{color:red}',
    ],
    [
      'what is for all but a part that is not there',
      `p:not(.y${gone}){color:red}`,
      'p:not(.y[data-astro-cid-zz9]){color:red}',
    ],
    ['a list that is one selector', `:is(.x${a},.y${a}) p${a}{color:red}`, ':is(.x[c-0],.y[c-0]) p[c-0]{color:red}'],
    [
      'media queries with something in them',
      `@media print{.x${a}{color:red}.y${gone}{color:red}}`,
      '@media print{.x[c-0]{color:red}}',
    ],
    ['movements', `@keyframes k{from{top:0}to{top:1px}}`, '@keyframes k{from{top:0}to{top:1px}}'],
    ['fonts', `@font-face{font-family:x;src:url(/x.woff2)}`, '@font-face{font-family:x;src:url(/x.woff2)}'],
    [
      'the order of layers',
      `@layer reset,base;@layer base{p{color:red}}`,
      '@layer reset,base;@layer base{p{color:red}}',
    ],
    ['words that look like rules', `p::before{content:"} .y${gone} {,"}`, `p::before{content:"} .y${gone} {,"}`],
  ])('%s', (_, css, expected) => {
    expect(left(css)).toBe(expected);
  });
});

describe('the styles of a page lose', () => {
  test.each([
    ['a rule of a part that is not there', `.y${gone}{color:red}p{color:red}`, 'p{color:red}'],
    ['a rule of two parts, one of them there', `.x${a} .y${gone}{color:red}`, ''],
    ['a media query with nothing left in it', `@media print{.y${gone}{color:red}}`, ''],
    ['one inside another', `@media print{@supports (top:0){.y${gone}{color:red}}}`, ''],
    [
      'only the empty one of two',
      `@media print{@supports (top:0){.y${gone}{color:red}}p{color:red}}`,
      '@media print{p{color:red}}',
    ],
  ])('%s', (_, css, expected) => {
    expect(left(css)).toBe(expected);
  });
});

describe('a page', () => {
  test('says the short names of its parts wherever it said the long ones', () => {
    const page = `<style>.x${b}{color:red}</style><p data-astro-cid-a1><b data-astro-cid-b2 data-astro-cid-a1></b></p><style>.y${a}{top:0}</style>`;
    expect(slimStyles(page)).toBe(
      '<style>.x[c-1]{color:red}</style><p c-0><b c-1 c-0></b></p><style>.y[c-0]{top:0}</style>',
    );
  });

  test('of many parts has a name for each', () => {
    const parts = Array.from({ length: 50 }, (_, index) => `data-astro-cid-q${index}x`);
    const page = `${parts.map((part) => `<i ${part}></i>`).join('')}<style>${parts.map((part) => `[${part}]{top:0}`).join('')}</style>`;
    const slim = slimStyles(page);
    expect(new Set(slim.match(/(?<=<i )[^>]*/g)).size).toBe(50);
    expect(slim.match(/\[c-\w+\]\{top:0\}/g)).toHaveLength(50);
    expect(slim).not.toContain('data-astro');
  });

  test('without styles or parts is as it was', () => {
    const page = '<!doctype html><title>Hej</title><p style="top:0">$& $1</p><style media="print">p{top:0}</style>';
    expect(slimStyles(page)).toBe(page);
    expect(slimStyles('')).toBe('');
  });

  test('with signs that mean something to programs keeps them', () => {
    expect(left(`p::after{content:"$& $1 $'"}`)).toBe(`p::after{content:"$& $1 $'"}`);
  });

  test('says the same when it is made slim again', () => {
    const page = `<p data-astro-cid-a1></p><style>.x${a},.y${gone}{top:0}@media print{.y${gone}{top:0}}</style>`;
    expect(slimStyles(slimStyles(page))).toBe(slimStyles(page));
  });
});
