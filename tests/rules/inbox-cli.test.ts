import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { folderQueue } from '../../src/inbox/folder-queue.ts';
import { inboxFolder } from '../../src/inbox/node.ts';
import { localFolder, readLocalReplies } from '../../src/replies/local.ts';
import { decided, numbered, waiting } from '../fixtures/cases.ts';
import { copySite, run, type SiteCopy } from '../site-copy.ts';

let site: SiteCopy;
beforeAll(async () => {
  site = await copySite();
});
afterAll(() => site.remove());
beforeEach(() => rm(join(site.folder, '.data'), { recursive: true, force: true }));

const reply = waiting({
  labels: ['mange links', 'sendt uden JavaScript'],
  words: { name: 'Åse', place: 'Blok 4', ties: 'Nabo', text: 'Lad træerne stå.\nAlle sammen.' },
});
const report = waiting({
  id: 'ddddeeeeffff',
  kind: 'report',
  parent: 'gh-12',
  received: '2026-11-19T10:00:00.000Z',
  words: { name: '', place: '', ties: '', text: 'Det er en trussel.' },
});
/** A day that the machine's own clock does not show. */
const today = '2026-11-18';
const queue = () => folderQueue(join(site.folder, inboxFolder));
const store = () => readLocalReplies(join(site.folder, localFolder));

/** What `npm run inbox -- <words>` ends with and says. */
async function inbox(words: readonly string[], environment: Record<string, string> = {}) {
  const { code, output } = await run('src/inbox/cli.ts', words, site.folder, {
    SITE_TODAY: today,
    ...environment,
  });
  return { code, output: output.trim() };
}

async function fill(): Promise<void> {
  await queue().add(reply);
  await queue().add(report);
}

describe('reading', () => {
  test('an empty inbox', async () => {
    expect(await inbox([])).toEqual({ code: 0, output: 'Der venter ikke noget.' });
  });

  test('the list: one line for each case, the oldest first', async () => {
    await fill();
    const lines = [
      'DDDD-EEEE-FFFF  anmeldelse  debat/gaardens-traeer  : Det er en trussel.',
      'AAAA-BBBB-CCCC  svar  debat/gaardens-traeer  Åse: Lad træerne stå.  [se efter: mange links; sendt uden JavaScript]',
    ];
    expect(await inbox(['list'])).toEqual({ code: 0, output: lines.join('\n') });
  });

  test('one case, however its number is written', async () => {
    await fill();
    const said = [
      'Sag AAAA-BBBB-CCCC · svar · 20.\u00a0november 2026 kl.\u00a011.00',
      'Om: debat/gaardens-traeer',
      'Navn: Åse, Blok 4 (Nabo)',
      'Se efter: mange links; sendt uden JavaScript',
      '',
      'Lad træerne stå.\nAlle sammen.',
    ].join('\n');
    for (const number of ['AAAA-BBBB-CCCC', ' aaaa bbbb cccc ']) {
      expect(await inbox(['show', number])).toEqual({ code: 0, output: said });
    }
    expect((await inbox(['show', 'ddddeeeeffff'])).output).toContain(
      'Om: debat/gaardens-traeer, svar gh-12\nNavn: ikke oplyst\n',
    );
  });

  test('one that was decided: its state, and nothing of what was written', async () => {
    await fill();
    await queue().move(reply.id, ['waiting'], decided('rejected', reply));
    const { code, output } = await inbox(['show', reply.id]);
    expect(code).toBe(0);
    expect(output).toContain('(rejected)');
    expect(output).not.toContain('træerne');
  });

  test('the help', async () => {
    const { code, output } = await inbox(['help']);
    expect(code).toBe(0);
    for (const command of ['list', 'show', 'approve', 'reject', 'remove', 'paper', 'labels']) {
      expect(output).toContain(`npm run inbox -- ${command}`);
    }
  });
});

describe('deciding', () => {
  test('a reply that is approved is in the store, twice approved still once', async () => {
    await fill();
    for (const number of ['AAAA-BBBB-CCCC', 'aaaabbbbcccc']) {
      const { code, output } = await inbox(['approve', number]);
      expect(output).toMatch(/^Svaret er godkendt\. Kører siden med npm start/);
      expect(code).toBe(0);
    }
    expect((await store()).replies.map(({ thread, reply: { id, text } }) => [thread, id, text])).toEqual([
      ['debat/gaardens-traeer', 'f-aaaabbbbcccc', 'Lad træerne stå.  \nAlle sammen.'],
    ]);
  });

  test('by two people at once is one', async () => {
    await fill();
    const both = await Promise.all([inbox(['approve', reply.id]), inbox(['approve', reply.id])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect((await store()).replies).toHaveLength(1);
  });

  test('a reply that is rejected is deleted, with its reason', async () => {
    await fill();
    const { code, output } = await inbox(['reject', reply.id, ' Det handler om en nabo. ']);
    expect(output).toBe('Teksten er slettet. Grunden kan læses med det private link i 30 dage.');
    expect(code).toBe(0);
    expect((await queue().find(reply.id))?.item).toEqual({
      ...decided('rejected', reply),
      decision: { day: today, reason: 'Det handler om en nabo.' },
    });
    expect((await store()).replies).toEqual([]);
  });

  test('a report that is approved takes the reply down', async () => {
    await fill();
    const { code, output } = await inbox(['approve', report.id, 'Det var en trussel.']);
    expect(output).toMatch(/^Svaret bliver fjernet\./);
    expect(code).toBe(0);
    expect((await store()).takedowns).toEqual([{ id: 'gh-12', day: today, reason: 'Det var en trussel.' }]);
  });

  describe('about a text for the site', () => {
    const path = 'content/debat/en-baenk-mere.mdx';
    const text =
      '---\ntitel: "En bænk mere"\nmanchet: "Kort om bænken."\ndato: "2026-11-18"\nskribent: "ida-holm"\nemner: ["hverdag"]\n---\n\nVi har plads til den.\n';
    const writer = {
      path: 'content/skribenter/ida-holm.mdx',
      text: '---\nnavn: "Ida Holm"\nrolle: "Beboer"\ntilknytning: "Bor her."\n---\n',
    };
    const sent = (files: readonly (typeof writer)[]) =>
      waiting({ kind: 'article', thread: '', words: { name: '', place: '', ties: '', text: '', files: [...files] } });
    const read = (name: string) => readFile(join(site.folder, name), 'utf8').catch(() => undefined);
    beforeEach(() => Promise.all([path, writer.path].map((each) => rm(join(site.folder, each), { force: true }))));

    test('yes: its files lie in content, and it is told where', async () => {
      await queue().add(sent([{ path, text }, writer]));
      expect((await inbox(['list'])).output).toBe(`AAAA-BBBB-CCCC  tekst til siden  ${path}`);
      expect((await inbox(['show', reply.id])).output).toContain(`${path}:\n\n${text}`);
      const { code, output } = await inbox(['approve', reply.id]);
      expect(output).toContain(`Teksten ligger i ${path} og ${writer.path}.`);
      expect(code).toBe(0);
      expect([await read(path), await read(writer.path)]).toEqual([text, writer.text]);
      expect((await queue().find(reply.id))?.item).toMatchObject({ state: 'shown' });
      expect((await queue().find(reply.id))?.item).not.toHaveProperty('words');
      expect((await inbox(['approve', reply.id])).code).toBe(0);
    });

    test.each<[what: string, text: string, said: string]>([
      ['what runs code', `${text}\nimport x from './x';\n`, 'linje 11'],
      ['a field that is not there', text.replace('titel', 'tittel'), 'linje 2'],
      ['a writer nobody knows', text, 'ida-holm'],
    ])('%s: nothing is put into content, and it waits on', async (_, bad, said) => {
      await queue().add(sent([{ path, text: bad }]));
      const { code, output } = await inbox(['approve', reply.id]);
      expect(output).toContain('Den er ikke lagt i content/.');
      expect(output).toContain(said);
      expect(code).toBe(1);
      expect(await read(path)).toBeUndefined();
      expect((await queue().find(reply.id))?.item.state).toBe('waiting');
    });

    test('a file that is there already stays as it is', async () => {
      await writeFile(join(site.folder, path), 'En anden tekst.');
      await queue().add(sent([writer, { path, text }]));
      const { code, output } = await inbox(['approve', reply.id]);
      expect(output).toContain(`Der er allerede en fil, der hedder ${path}.`);
      expect(code).toBe(1);
      expect([await read(path), await read(writer.path)]).toEqual(['En anden tekst.', undefined]);
    });

    test('no: its writer can read why', async () => {
      await queue().add(sent([{ path, text }]));
      expect((await inbox(['reject', reply.id, 'Den er trykt før.'])).code).toBe(0);
      expect((await queue().find(reply.id))?.item).toMatchObject({ decision: { reason: 'Den er trykt før.' } });
      expect(await read(path)).toBeUndefined();
    });
  });

  test('what was decided already is said, and stays', async () => {
    await fill();
    await queue().move(reply.id, ['waiting'], decided('withdrawn', reply));
    expect(await inbox(['approve', reply.id])).toEqual({ code: 1, output: 'Den, der skrev, har selv fortrudt.' });
    await queue().move(report.id, ['waiting'], decided('rejected', report));
    expect(await inbox(['approve', report.id, 'Ja.'])).toEqual({ code: 1, output: 'Sagen er allerede afvist.' });
    const shown = waiting({ id: numbered(1) });
    await queue().add(shown);
    await queue().move(shown.id, ['waiting'], decided('shown', shown));
    expect(await inbox(['reject', shown.id, 'Nej.'])).toEqual({ code: 1, output: 'Sagen er allerede godkendt.' });
    expect(await store()).toEqual({ replies: [], takedowns: [] });
  });

  test('the labels: what was half done is finished, what is old is deleted, what is new waits', async () => {
    const [old, fresh] = ['2020-01-01', '2999-01-01'].map((day, index) =>
      waiting({ id: numbered(index), received: `${day}T10:00:00.000Z` }),
    );
    for (const each of [reply, old, fresh]) if (each) await queue().add(each);
    await queue().move(reply.id, ['waiting'], { ...reply, state: 'approving' });
    expect(await inbox(['labels'])).toEqual({
      code: 0,
      output: 'AAAA-BBBB-CCCC: godkendt\n1 sager er afgjort. 1 er slettet, fordi de var over 30 dage.',
    });
    expect((await store()).replies).toHaveLength(1);
    expect((await queue().open()).map(({ ref }) => ref)).toEqual([numbered(1)]);
  });
});

describe('taking down', () => {
  test.each([
    ['its id', 'gh-12', 'gh-12'],
    ['its address', 'https://beboerdebat.example/debat/x/#svar-gh-12', 'gh-12'],
    ['the end of it', '#svar-mor-til-to', 'mor-til-to'],
    ['the address of one whose file is called svar', 'https://beboerdebat.example/debat/x/#svar-svar-2', 'svar-2'],
    ['an id that has the word in it', 'vores-svar-til-jer', 'vores-svar-til-jer'],
  ])('a reply by %s, on the day it is', async (_, given, id) => {
    const { code, output } = await inbox(['remove', given, ' Private oplysninger. ']);
    expect(output).toBe('Svaret bliver fjernet, og der kommer til at stå hvornår og hvorfor.');
    expect(code).toBe(0);
    expect((await store()).takedowns).toEqual([{ id, day: today, reason: 'Private oplysninger.' }]);
  });

  test('empties one that is kept here', async () => {
    await fill();
    await inbox(['approve', reply.id]);
    await inbox(['remove', 'f-aaaabbbbcccc', 'Private oplysninger.']);
    expect((await store()).replies.map((each) => [each.reply.state, each.reply.text])).toEqual([['hidden', '']]);
  });
});

describe('what cannot be done is said, in Danish, with what to do instead:', () => {
  const number = 'Skriv sagsnummeret også. Du finder det med: npm run inbox -- list';
  const reason = 'Skriv en grund. Den, der skrev, har krav på at få den at vide.';
  const shownReason = 'Skriv en grund. Den bliver vist på siden, hvor svaret stod.';
  const unknown = (given: string) =>
    `Der er ingen sag med nummeret ${given}. Se dem, der venter, med: npm run inbox -- list`;
  const id = 'Skriv svarets id, fx gh-123. Det står efter #svar- i linket.';

  test.each([
    ['show without a number', ['show'], number],
    ['reject without a number', ['reject', '---'], number],
    ['show an unknown case', ['show', 'ZZZZ-ZZZZ-ZZZZ'], unknown('ZZZZ-ZZZZ-ZZZZ')],
    ['approve half a number', ['approve', 'AAAA-BBBB'], unknown('AAAA-BBBB')],
    ['reject what is no number', ['reject', '../../etc/passwd', 'Nej.'], unknown('../../etc/passwd')],
    ['reject without a reason', ['reject', reply.id], reason],
    ['reject with a reason of blanks', ['reject', reply.id, '  '], reason],
    ['approve a report without a reason', ['approve', report.id], shownReason],
    ['remove what is no id', ['remove', '../x', 'Nej.'], id],
    ['remove without a reason', ['remove', 'gh-12'], shownReason],
  ])('%s', async (_, words, said) => {
    await fill();
    expect(await inbox(words)).toEqual({ code: 1, output: said });
    expect((await queue().open()).map(({ item }) => item)).toEqual([report, reply]);
    expect(await store()).toEqual({ replies: [], takedowns: [] });
  });

  test.each(['godkend', '__proto__'])('the command %s', async (command) => {
    const { code, output } = await inbox([command]);
    expect(output).toMatch(new RegExp(`^»${command}« er ikke en kommando\\.\n\nnpm run inbox`));
    expect(code).toBe(1);
  });
});

describe('when the disk says no, there is a line in Danish and not a heap of code:', () => {
  // Rights do not stop root, so the folder stands where a file does: the disk refuses that to everybody.
  test.each([['list'], ['approve', reply.id], ['labels']])('%s, where the inbox cannot be', async (...words) => {
    const { code, output } = await inbox(words, { INBOX_FOLDER: 'package.json' });
    expect(output).toMatch(/^Indbakken kan ikke bruges lige nu: .*ENOTDIR.*$/);
    expect(code).toBe(1);
  });

  test.each([['list'], ['show', reply.id]])('%s, where a case is no longer one', async (...words) => {
    await fill();
    await writeFile(join(site.folder, inboxFolder, 'venter', `${reply.id}.json`), '{"id": "aaaa');
    const { code, output } = await inbox(words);
    expect(output).toMatch(/^Indbakken kan ikke bruges lige nu: .*$/);
    expect(code).toBe(1);
  });

  test('approve, where a reply cannot be put: it can be approved again', async () => {
    await fill();
    const folder = join(site.folder, localFolder);
    await writeFile(folder, 'en fil');
    const { code, output } = await inbox(['approve', reply.id]);
    expect(output).toMatch(/^Indbakken kan ikke bruges lige nu: .*$/);
    expect(code).toBe(1);
    await rm(folder);
    expect((await inbox(['approve', reply.id])).code).toBe(0);
    expect((await store()).replies).toHaveLength(1);
  });

  test('remove, where the store has a file that is broken', async () => {
    await mkdir(join(site.folder, localFolder, 'vist'), { recursive: true });
    const path = join(site.folder, localFolder, 'vist/f-aaaabbbbcccc.json');
    await writeFile(path, '{');
    const { code, output } = await inbox(['remove', 'f-aaaabbbbcccc', 'Private oplysninger.']);
    expect(code).toBe(1);
    expect(output).toContain(`${path} kan ikke læses. Gendan den fra en sikkerhedskopi, eller slet den.`);
    expect(output).not.toMatch(/^\s+at /m);
    expect(await readFile(path, 'utf8')).toBe('{');
  });
});

test('a report of a text can be approved, and stops nothing after it', async () => {
  await queue().add({ ...report, parent: '' });
  expect((await inbox(['approve', report.id, 'Teksten er rettet.'])).code).toBe(0);
  expect((await inbox(['labels'])).code).toBe(0);
  expect(await store()).toEqual({ replies: [], takedowns: [] });
});
