import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { examine, inboxQuery, repositoryQuery, type Finding } from '../../src/doctor.ts';
import type { FakeApp } from '../fakes/github/apps.ts';
import { exampleRepository, inboxRepository } from '../fakes/github/repository.ts';
import { startFakeGitHub, type FakeGitHub } from '../fakes/github/server.ts';
import type { FakeRepository } from '../fakes/github/state.ts';
import { validate } from '@octokit/graphql-schema';
import { folderWith } from '../fixtures/content.ts';

let site: FakeRepository;
let inbox: FakeRepository;
let github: FakeGitHub;
let app: FakeApp;

beforeAll(async () => {
  site = exampleRepository();
  inbox = { ...inboxRepository(), labels: ['godkend', 'Afvis'] };
  github = await startFakeGitHub(site, { others: [inbox] });
});
afterAll(() => github.close());
beforeEach(() => {
  inbox.labels = ['godkend', 'Afvis'];
  inbox.isPrivate = true;
  site.categories = ['Opslag', 'Debat'];
  site.rules = ['ACTIVE'];
  app = github.createApp({
    slug: 'beboerdebat-svar',
    repositories: [site, inbox],
    permissions: { issues: 'write', discussions: 'write' },
  });
});

const settings = () => ({
  GITHUB_TOKEN: 'test-token',
  GITHUB_REPOSITORY: 'beboerdebat/beboerdebat',
  GITHUB_API_URL: github.baseUrl,
  GITHUB_GRAPHQL_URL: github.url,
  INBOX_SECRET: 'h'.repeat(32),
  INBOX_APP_ID: String(app.id),
  INBOX_APP_KEY: app.privateKey,
  INBOX_INSTALLATION_ID: String(app.installationId),
  INBOX_REPOSITORY: 'beboerdebat/indbakke',
});
const look = async (change: Record<string, string> = {}) =>
  examine({ ...settings(), ...change }, await folderWith({ '.github/CODEOWNERS': '* @teknik\n' }));
const saying = (findings: readonly Finding[], words: string) => findings.find(({ what }) => what.includes(words));

test.each([repositoryQuery, inboxQuery])('GitHub’s schema knows what is asked: %s', (query) => {
  expect(validate(query)).toEqual([]);
});

test('what is in place is said to be, down to the App’s rights', async () => {
  const findings = await look();
  for (const words of [
    'beboerdebat/beboerdebat er offentligt',
    'Discussions er slået til',
    'Kategorien »Debat« findes.',
    'INBOX_SECRET er sat',
    'beboerdebat/indbakke er privat',
    'Mærkerne godkend og afvis findes',
    'Appen må skrive i debatten',
    'Mappen .data kan skrives i.',
    '.github/CODEOWNERS er jeres egen.',
    'main er beskyttet',
  ]) {
    expect(saying(findings, words)?.verdict, words).toBe('good');
  }
});

describe('says what is missing, and what to do', () => {
  test.each<readonly [name: string, break_: () => Record<string, string> | void, what: string, how: string]>([
    [
      'a public inbox',
      () => void (inbox.isPrivate = false),
      'er offentligt, så alle kan læse det, der venter',
      'privat',
    ],
    ['a label', () => void (inbox.labels = ['godkend']), 'Mærket afvis findes ikke', 'Issues → Labels'],
    ['the category', () => void (site.categories = ['Opslag']), 'Kategorien »Debat« findes ikke', 'Announcement'],
    ['the rules', () => void (site.rules = []), 'Ingen regler beskytter main', '.github/ruleset.json'],
    ['rules that are switched off', () => void (site.rules = ['DISABLED']), 'Ingen regler beskytter main', 'Rulesets'],
    ['Discussions', () => void (site.categories = []), 'Discussions er slået fra', 'Settings'],
    [
      'a right',
      () => void (app.permissions = { issues: 'write' }),
      'svarede ikke, som det skulle, om beboerdebat/beboerdebat',
      'rettigheder',
    ],
    ['the token', () => ({ GITHUB_TOKEN: 'forkert' }), 'does not accept the token', 'nøglen'],
    ['the installation', () => ({ INBOX_INSTALLATION_ID: '' }), 'INBOX_INSTALLATION_ID mangler', 'README'],
    ['a long secret', () => ({ INBOX_SECRET: 'kort' }), 'INBOX_SECRET er for kort', 'openssl'],
  ])('%s', async (_, break_, what, how) => {
    const finding = saying(await look(break_() ?? {}), what);
    expect(finding?.verdict).toBe('bad');
    expect(finding?.how).toContain(how);
  });

  test('the example’s owners', async () => {
    const folder = await folderWith({ '.github/CODEOWNERS': '* @beboerdebat-teknik\n' });
    expect(saying(await examine(settings(), folder), 'eksemplets navne')?.verdict).toBe('bad');
    expect(saying(await examine(settings(), await folderWith({})), '.github/CODEOWNERS er her ikke')?.verdict).toBe(
      'open',
    );
  });

  test('what cannot be seen from here is open, not wrong', async () => {
    const findings = await look({ GITHUB_TOKEN: '', INBOX_SECRET: '', INBOX_APP_ID: '' });
    expect(saying(findings, 'er ikke undersøgt')?.verdict).toBe('open');
    expect(saying(findings, 'INBOX_SECRET er ikke sat')?.verdict).toBe('open');
  });

  test('the example’s own address, mail and giscus are not yours', async () => {
    const findings = await look();
    for (const words of ['eksemplet https://', 'eksemplet redaktion@', 'eksemplets arkiv']) {
      expect(saying(findings, words)?.verdict, words).toBe('bad');
    }
  });
});
