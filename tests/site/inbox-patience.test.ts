import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { say } from '../../src/texts.ts';
import { filled, meant, written, type Fields } from '../inbox-forms.ts';
import { secret, startHost, startWorker, type Host, type Worker } from '../inbox-hosts.ts';
import { expectAnswer } from '../inbox-rows.ts';

// Nothing here is busy: all of it waits, some of it for twenty seconds, and may wait at the same time.
describe.concurrent('patience', () => {
  const hosts: { Node?: Host; workerd?: Worker; silent?: Worker } = {};
  beforeAll(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    hosts.Node = await startHost('Node');
    hosts.workerd = await startWorker();
    hosts.silent = await startWorker();
  });
  afterAll(() => Promise.all(Object.values(hosts).map((host) => host.close())));
  const hostOf = <Name extends keyof typeof hosts>(name: Name) => hosts[name] ?? expect.fail('not started');
  const reply = (text: string) => meant({ text }, secret);

  test('GitHub says nothing, or only half of it: the reply comes back, and is one when it is sent again', async () => {
    const worker = hostOf('silent');
    const texts = () => worker.waiting().flatMap(({ words }) => words?.text ?? []);
    const expectBack = async (sent: ReturnType<Host['post']>, { text }: Fields) =>
      expectAnswer(await sent, { status: 503, says: say('refused.down'), keepsText: { ...written, text } });
    const unanswered = await reply('Intet svar.');
    const stalled = await reply('Et halvt svar.');
    worker.github.failOn('createIssue', 'no answer');
    worker.github.failOn('addComment', 'stalled body');
    const first = worker.post('/svar/', unanswered);
    // The second one comes after it, and so to the other fault.
    await vi.waitUntil(
      () => worker.github.requests.some(({ operations }) => operations.includes('createIssue')),
      10_000,
    );
    const second = worker.post('/svar/', stalled);
    await expectBack(first, unanswered);
    await expectBack(second, stalled);
    expect(texts()).toEqual([stalled['text']]);
    for (const form of [unanswered, stalled]) await expectAnswer(await worker.post('/svar/', form), { status: 303 });
    expect(texts()).toEqual([stalled['text'], unanswered['text']]);
  });

  const names = ['Node', 'workerd'] as const;
  const places = names.flatMap((name) => ['/svar/', '/svar/anmeld/', '/svar/sag/'].map((path) => ({ name, path })));
  test.each(places)('$name does not wait for one byte a second to $path', async ({ name, path }) => {
    const form = await reply('Det her kommer aldrig frem.');
    await expectAnswer(await hostOf(name).drip(path, form), { status: 408, says: say('refused.slow') });
    expect(hostOf(name).kept()).not.toContain(form['text']);
  });

  test.each(names)('%s sets no task for a fingerprint of one letter a second', async (name) => {
    expect((await hostOf(name).drip('/svar/opgave/', filled)).status).toBe(400);
  });

  test.each(names)('%s keeps nothing of a form when the line is cut, and goes on', async (name) => {
    const host = hostOf(name);
    const cut = await reply('Linjen blev afbrudt.');
    await host.hangUp('/svar/', cut);
    await expectAnswer(await host.post('/svar/', await reply('Linjen holdt.')), { status: 303 });
    expect(host.kept()).toContain('Linjen holdt.');
    expect(host.kept()).not.toContain(cut['text']);
  });
});
