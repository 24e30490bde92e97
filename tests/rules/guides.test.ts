import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContent } from '../../src/gate/content-files.ts';
import { allowed } from '../../src/editorial/allowed.ts';
import { messages } from '../../src/gate/messages.ts';
import { texts, writeTexts } from '../../src/texts.ts';
import { root } from '../built.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const guide = read('content/SKRIV.md');
const readme = read('README.md');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each([
  ['README.md', readme],
  ['content/SKRIV.md', guide],
])('%s', (_, text) => {
  test('names only commands there are', () => {
    const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('names only files there are', () => {
    const named = [...text.matchAll(/`((?:content|src|tests|\.github)\/(?!.*\/x\.mdx)[\w./-]*)`/g)].map(
      ([, name = '']) => name,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });
});

test('README is at most 150 lines', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
});

test('README tells of every command but those that only help others', () => {
  const own = Object.keys(scripts).filter((name) => !/^(pre|setup$)/.test(name));
  expect(
    own.filter(
      (name) =>
        !new RegExp(`(npm run |npm |, \`)${name}\\b`).test(readme.replaceAll('npm run replies', 'npm run replies')),
    ),
  ).toEqual([]);
});

describe('the editor’s guide', () => {
  test.each([
    '/skriv/',
    'Ret denne side på GitHub',
    'Åbn forhåndsvisningen',
    'content/_ordliste.txt',
    'content/_omdirigeringer.txt',
    'Propose changes',
    'Create pull request',
    'Approve workflows to run',
    'Merge pull request',
    'telefon',
    'computer',
  ])('tells of %s', (words) => expect(guide).toContain(words));

  test('calls the site’s own buttons what they are called', () => {
    const labels = [
      writeTexts['write.mail.send'],
      writeTexts['write.github.open'],
      writeTexts['write.picture'],
      texts['corrections.edit'],
    ];
    for (const label of labels) expect(guide).toContain(`**${label}**`);
    expect(read('.github/workflows/kontrol.yml')).toContain('[**Åbn forhåndsvisningen**]');
  });

  test('quotes messages as the gate says them', () => {
    const said = [
      messages.dayFormat('14/11-2026').what,
      messages.dayFormat('14/11-2026').instead,
      messages.writerUnknown('formand', undefined).what.replace(/ i content.*$/, ''),
      messages.componentUnknown('Boks', undefined, []).what.replace(/\.$/, ''),
      messages.linkBroken('/vaskeri', undefined).what.replace(/\.$/, ''),
      messages.picturePosition('a').what.replace(/^.*» |^.*« |\.$/g, ''),
    ];
    for (const words of said) expect(guide).toContain(words);
  });

  test('shows every box and every collection', async () => {
    for (const name of Object.keys(allowed)) expect(guide).toContain(`<${name}`);
    const collections = new Set((await readContent(root)).texts.map(({ collection }) => collection));
    for (const collection of collections) expect(guide).toContain(`content/${collection}/`);
  });
});
