import { spawn, type ChildProcess } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personIn } from '../fakes/github/person.ts';
import { exampleRepository, inboxRepository } from '../fakes/github/repository.ts';
import { startFakeGitHub, type FakeGitHub } from '../fakes/github/server.ts';
import { copySite, outsideTests, run, type SiteCopy } from '../site-copy.ts';

const piece = '/debat/en-plan-er-staerkere-end-fire/';
const words = 'Lad os mødes om planen på torsdag.';
const publicTexts = exampleRepository();
const privateTexts = inboxRepository();
let github: FakeGitHub;
let site: SiteCopy;
let server: ChildProcess;
let environment: Record<string, string>;
let said = '';
let origin = '';

beforeAll(async () => {
  github = await startFakeGitHub(publicTexts, { others: [privateTexts] });
  const app = github.createApp({
    slug: 'beboerdebat-svar',
    repositories: [publicTexts, privateTexts],
    permissions: { issues: 'write', discussions: 'write' },
  });
  environment = {
    INBOX_SECRET: 'hemmelig-'.repeat(4),
    INBOX_APP_ID: String(app.id),
    INBOX_APP_KEY: app.privateKey,
    INBOX_INSTALLATION_ID: String(app.installationId),
    INBOX_APP_LOGIN: 'beboerdebat-svar',
    INBOX_REPOSITORY: 'beboerdebat/indbakke',
    GITHUB_REPOSITORY: 'beboerdebat/beboerdebat',
    GITHUB_API_URL: github.baseUrl,
    GITHUB_GRAPHQL_URL: github.url,
    GITHUB_TOKEN: 'test-token',
  };
  site = await copySite();
  expect((await site.build()).code).toBe(0);
  server = spawn(process.execPath, ['src/serve.ts'], {
    cwd: site.folder,
    env: { ...outsideTests(), ...environment, PORT: '0' },
  });
  server.stdout?.on('data', (text: Buffer) => (said += text.toString()));
  await until(() => /http:\S+/.test(said));
  origin = /http:\S+?(?=\/\n)/.exec(said)?.[0] ?? '';
});
afterAll(async () => {
  server.kill();
  await github.close();
  await site.remove();
});

test('private issue, label, Discussion, snapshot, page; and back again', async () => {
  const fields = {
    thread: 'en-plan-er-staerkere-end-fire',
    name: 'Samira',
    place: 'Blok 7',
    text: words,
    consent: 'ja',
  };
  const preview = await (await post('/svar/', fields)).text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(preview)?.[1] ?? '';
  await new Promise((resolve) => setTimeout(resolve, 3_100));
  const sent = await post('/svar/', { ...fields, token: hidden('token'), once: hidden('once'), step: 'send' });
  expect(sent.status).toBe(303);
  const own = new URL(sent.headers.get('location') ?? '', origin).searchParams.get('noegle') ?? '';
  expectNotPublic();
  expect(JSON.stringify(privateTexts.issues?.map(({ comments }) => comments))).toContain(words);
  expect(JSON.stringify(privateTexts.issues?.map(({ title, body }) => [title, body]))).not.toContain('Samira');

  personIn(privateTexts).label(privateTexts.issues?.[0]?.number ?? 0, 'Godkend');
  expectNotPublic();
  const labels = await inbox('labels');
  expect(labels).toMatchObject({ code: 0 });
  expect(labels.output).toContain('godkendt');
  expect(JSON.stringify(privateTexts)).not.toContain(words);
  expect(JSON.stringify(publicTexts).split(words)).toHaveLength(2);
  expect((await inbox('labels')).output).toContain('0 sager er afgjort');

  await fetched(true);
  const page = await (await fetch(origin + piece)).text();
  expect(page).toContain('Samira');
  expect(page).toContain('skrevet her på siden');
  expect(page.split(words).length, 'once as text, once for search engines').toBe(3);
  const [, anchor] = /<h3 id="(svar-gh-\d+)"[^>]*>\s*Samira/.exec(page) ?? [];
  expect(await (await fetch(`${origin}/svar/sag/?noegle=${own}`)).text()).toContain(`${piece}#${anchor}`);

  expect((await post('/svar/sag/', { noegle: own })).status).toBe(303);
  expect(JSON.stringify(publicTexts)).not.toContain(words);
  await fetched(false);
  expectNotPublic();
});

/** What waits, or was taken away, stands neither on the site nor in the public repository. */
function expectNotPublic(): void {
  const files = globSync('**/*.{html,xml,json}', { cwd: site.dist });
  expect(files.filter((file) => readFileSync(join(site.dist, file), 'utf8').includes(words))).toEqual([]);
  expect(JSON.stringify(publicTexts)).not.toContain(words);
}

/** Fetches the snapshot, and waits for the site that the server builds from it. */
async function fetched(isThere: boolean): Promise<void> {
  const { code, output } = await run('src/replies/fetch.ts', [], site.folder, environment);
  expect(code, output).toBe(0);
  await until(async () => (await (await fetch(origin + piece)).text()).includes(words) === isThere);
}

const inbox = (...values: string[]) => run('src/inbox/cli.ts', values, site.folder, environment);

function post(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return fetch(origin + path, { method: 'POST', body, redirect: 'manual', headers: { Origin: origin } });
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 100_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it never came; the server said: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
