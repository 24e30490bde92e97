import { expect, test } from 'vitest';
import { articleFile } from '../../src/write/files.ts';
import { githubAddress, letterOf, mailAddress, viaLogin } from '../../src/write/ways.ts';
import { draftWith, known } from '../fixtures/typed.ts';

const repository = 'beboerdebat/beboerdebat';
const fileWith = (body: string) => articleFile(draftWith({ title: 'Æbler & bænke', body }), known, false);

test('GitHub gets the file by name and, when it is short, by text', () => {
  const file = fileWith('Hej + du & 100 % # "å"\n\n{x}');
  const { href, isWhole } = githubAddress(file, repository);
  const url = new URL(href);
  expect(isWhole).toBe(true);
  expect(url.origin + url.pathname).toBe('https://github.com/beboerdebat/beboerdebat/new/main');
  expect(href).toContain('?filename=content/debat/aebler-baenke.mdx&value=');
  expect(url.searchParams.get('value')).toBe(file.text);
  expect(href).not.toContain('+');
});

test('an address is never longer than GitHub takes it by way of its login', () => {
  const seen = new Set<boolean>();
  for (let length = 2_000; length < 6_000; length += 1) {
    const file = fileWith('Bænken på Ærø står her, og den er god. '.repeat(160).slice(0, length));
    const { href, isWhole } = githubAddress(file, repository);
    expect(new TextEncoder().encode(viaLogin(href)).length, String(length)).toBeLessThanOrEqual(7_800);
    if (!isWhole)
      expect(href).toBe(`https://github.com/${repository}/new/main?filename=content/debat/aebler-baenke.mdx`);
    seen.add(isWhole);
  }
  expect(seen.size).toBe(2);
});

test('the largest text that fits is one that only just fits', () => {
  const sizes = Array.from({ length: 4_000 }, (_, n) => githubAddress(fileWith('x'.repeat(4_000 + n)), repository));
  const last = sizes.filter(({ isWhole }) => isWhole).at(-1)?.href ?? '';
  expect(viaLogin(last).length).toBeGreaterThan(7_790);
});

test('a short text goes in the mail itself, a long one is pasted into it', () => {
  const letter = letterOf([{ path: 'content/debat/x.mdx', text: '---\n---\n\nHej & "du" +1?\n' }], false);
  const short = mailAddress('Æbler & bænke', letter);
  const url = new URL(short.href);
  expect(short.isWhole).toBe(true);
  expect(url.pathname).toBe('redaktion@beboerdebat.example');
  expect(url.searchParams.get('subject')).toBe('Til siden: Æbler & bænke');
  expect(url.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(letter);
  const long = mailAddress('Æbler', letter + 'x'.repeat(2_000));
  expect(long.isWhole).toBe(false);
  expect(long.href.length).toBeLessThan(1_800);
  expect(new URL(long.href).searchParams.get('body')).toContain('Sæt den ind herunder');
  expect(new URL(mailAddress('', letter).href).searchParams.get('subject')).toBe('Til siden: uden titel');
});

test('a letter holds every file under its name, and speaks of pictures when there are any', () => {
  const letter = letterOf(
    [
      { path: 'content/debat/x/index.mdx', text: 'EN' },
      { path: 'content/skribenter/y.mdx', text: 'TO' },
    ],
    true,
  );
  expect(letter).toMatch(/Filen content\/debat\/x\/index\.mdx:\n\nEN\n\nFilen content\/skribenter\/y\.mdx:\n\nTO/);
  expect(letter).toContain('vedhæfte billederne');
});
