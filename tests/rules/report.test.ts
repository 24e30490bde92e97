import { expect, test } from 'vitest';
import { failurePage, reportOf } from '../../src/gate/report.ts';

const problem = { file: 'content/debat/a.mdx', what: 'Filen er tom.', instead: 'Slet den.' };

test.each([
  ['a file', {}, 'content/debat/a.mdx'],
  ['a line', { line: 4 }, 'content/debat/a.mdx, linje 4'],
  ['a line and a sign', { line: 4, column: 7 }, 'content/debat/a.mdx, linje 4, tegn 7'],
  ['the first sign of a line', { line: 4, column: 1 }, 'content/debat/a.mdx, linje 4'],
])('a report names %s', (_, place, told) => {
  expect(reportOf([{ ...problem, ...place }])).toBe(
    `Der er 1 fejl i teksterne. Siden er ikke bygget.\n\n${told}\n  Filen er tom.\n  → Slet den.\n`,
  );
});

test('a report tells every problem, in the order given, with an empty line between', () => {
  const report = reportOf([problem, { ...problem, file: 'content/om.mdx', line: 2 }]);
  expect(report).toMatch(/^Der er 2 fejl i teksterne\./);
  expect(report).toContain('→ Slet den.\n\ncontent/om.mdx, linje 2\n');
});

test('the page of failures shows what a writer wrote and runs none of it', () => {
  const page = failurePage([{ ...problem, what: '<img src=x onerror="alert(1)"> & </pre>' }]);
  expect(page).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &lt;/pre&gt;');
  expect(page).not.toContain('<img');
  expect(page.match(/<\/pre>/g)).toHaveLength(1);
  expect(page).toContain('<html lang="da">');
  expect(page).toContain('<meta http-equiv="refresh" content="2">');
});
