import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { check } from '../../src/write/check.ts';
import { asText } from '../../src/write/escape.ts';
import { articleFile, bodyOf } from '../../src/write/files.ts';
import { previewOf } from '../../src/write/preview.ts';
import { contentWith } from '../fixtures/content.ts';
import { draftWith, known, typed } from '../fixtures/typed.ts';
import { fromHtml } from '../words.ts';

const all = typed.map(([name, body]) => [name, body] as const);
const shown = typed.flatMap(([name, body, words]) => (words === undefined ? [] : [[name, body, words] as const]));

test('there are enough of them', () => {
  expect(all.length).toBeGreaterThanOrEqual(60);
});

test.each(all)('%s is written so that the gate lets it pass, and the page finds nothing wrong', async (_, body) => {
  const draft = draftWith({ body });
  const { path, text } = articleFile(draft, known, false);
  expect(await checkContent(await contentWith({ [path.replace('content/', '')]: text }))).toEqual([]);
  expect(check(draft, known, [])).toEqual({ fields: {}, body: [] });
});

test.each(shown)('%s is shown as it was typed', (_, body, words) => {
  expect(fromHtml(previewOf(bodyOf(draftWith({ body })), []))).toBe(words);
});

test.each(all)('%s is written the same when it is written twice', (_, body) => {
  expect(asText(asText(body))).toBe(asText(body));
});
