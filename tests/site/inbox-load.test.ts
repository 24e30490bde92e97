import { describe, expect, test, vi } from 'vitest';
import { say } from '../../src/texts.ts';
import { filled, meant, proofOf, solved, taskFor, written, fingerprintFor, type Fields } from '../inbox-forms.ts';
import { secret, startHost, type Host, type Settings } from '../inbox-hosts.ts';
import type { Answer } from '../inbox-wire.ts';
import { expectAnswer } from '../inbox-rows.ts';

vi.spyOn(console, 'error').mockImplementation(() => undefined);

/** A whole reply like no other. */
const numbered = (n: number): Promise<Fields> => meant({ text: `${written.text} Nr. ${n}.` }, secret);
/** Another one, for which the work was done beforehand: once, for both hosts. */
async function withProof(text: string): Promise<Fields> {
  const task = await taskFor(await fingerprintFor({ ...filled, text }), secret);
  return { ...filled, text, proof: proofOf(await solved(task)) };
}
let proven: Promise<readonly Fields[]> | undefined;
const countOf = (answers: readonly Answer[], status: number) => answers.filter((each) => each.status === status).length;
const textsIn = (host: Host) => host.waiting().map(({ words }) => words?.text);

describe.each(['Node', 'workerd'] as const)('%s', (name) => {
  /** Starts a host for one test only: what it has counted is forgotten with it. */
  async function withHost(settings: Settings, act: (host: Host) => Promise<void>): Promise<void> {
    const host = await startHost(name, settings);
    try {
      await act(host);
    } finally {
      await host.close();
    }
  }

  const minutes = name === 'Node' ? 10 : 1;
  const tooMany = {
    status: 429,
    says: say('refused.rate', { minutes }),
    headers: { 'retry-after': String(minutes * 60) },
    keepsText: written,
  };

  /**
   * Cloudflare's limiter counts by the minutes of the clock: what comes to lie in two of them is done again, as if it were
   * from somebody else.
   */
  async function withinAMinute(act: (from: string) => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const minute = () => Math.floor(Date.now() / 60_000);
      const before = minute();
      const failure = await act(`192.0.2.${attempt}`).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      if (!failure) return;
      if (name === 'Node' || before === minute()) throw failure.error;
    }
  }

  test('five hundred at once: as many as are allowed wait, once each; the others keep their text', () =>
    withHost({ rate: 40 }, async (host) => {
      const forms = await Promise.all(Array.from({ length: 500 }, (_, n) => numbered(n)));
      await withinAMinute(async (from) => {
        await host.clear();
        const answers = await Promise.all(forms.map((form) => host.post('/svar/', form, { 'cf-connecting-ip': from })));
        expect([countOf(answers, 303), countOf(answers, 429)]).toEqual([40, 460]);
        const thanked = forms.filter((_, n) => answers[n]?.status === 303).map(({ text }) => text);
        expect(textsIn(host).sort()).toEqual(thanked.sort());
        for (const [n, answer] of answers.entries()) {
          const isSample = answer.status === 429 && n % 50 === 0;
          if (isSample) await expectAnswer(answer, { ...tooMany, keepsText: { ...written, text: forms[n]?.['text'] } });
        }
      });
    }));

  test('twenty with a proof of work at once, all of them taken in', () =>
    withHost({}, async (host) => {
      const forms = await (proven ??= Promise.all(Array.from({ length: 20 }, (_, n) => withProof(`Svar nr. ${n}`))));
      const answers = await Promise.all(forms.map((form) => host.post('/svar/', form)));
      expect(countOf(answers, 303)).toBe(20);
      expect(textsIn(host).sort()).toEqual(forms.map(({ text }) => text).sort());
    }));

  test('the same reply fifty times at once is one, and has one address', () =>
    withHost({}, async (host) => {
      const form = await meant({}, secret);
      const answers = await Promise.all(Array.from({ length: 50 }, () => host.post('/svar/', form)));
      expect(textsIn(host)).toEqual([written.text]);
      expect(countOf(answers, 303)).toBe(50);
      expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
      const key = /noegle=([^&]*)/.exec(answers[0]?.headers.location ?? '')?.[1];
      await expectAnswer(await host.post('/svar/sag/', { noegle: key }), { status: 303 });
      expect(host.kept()).not.toMatch(/legepladsen|Åse|Blok 4/);
    }));

  test('one too many from the same place is told when to come again', () =>
    withHost({ rate: 2 }, (host) =>
      withinAMinute(async (from) => {
        await host.clear();
        // A preview is not counted; and on Node it is the server that says who sends, not who sends.
        const send = async (n: number) =>
          host.post('/svar/', await numbered(n), { 'cf-connecting-ip': from, 'x-inbox-sender': `192.0.2.${n}` });
        await host.post('/svar/', filled, { 'cf-connecting-ip': from });
        await expectAnswer(await send(1), { status: 303 });
        await expectAnswer(await send(2), { status: 303 });
        const { text: _, ...others } = written;
        await expectAnswer(await send(3), { ...tooMany, keepsText: others });
        expect(host.waiting()).toHaveLength(2);
      }),
    ));

  const full = { status: 503, says: say('refused.full'), headers: { 'retry-after': '86400' } };
  test('a full queue says so, and that there are other ways', () =>
    withHost({ limit: 2 }, async (host) => {
      for (const n of [1, 2]) await expectAnswer(await host.post('/svar/', await numbered(n)), { status: 303 });
      await expectAnswer(await host.post('/svar/', await meant({}, secret)), { ...full, keepsText: true });
      expect(host.waiting()).toHaveLength(2);
    }));

  test('a queue filled by many at once holds no more than it may', () =>
    withHost({ limit: 10 }, async (host) => {
      const forms = await Promise.all(Array.from({ length: 60 }, (_, n) => numbered(n)));
      const answers = await Promise.all(forms.map((form) => host.post('/svar/', form)));
      expect(host.waiting()).toHaveLength(10);
      expect([countOf(answers, 303), countOf(answers, 503)]).toEqual([10, 50]);
    }));

  test('what waits is known again although the queue is full', () =>
    withHost({ limit: 1 }, async (host) => {
      const form = await meant({}, secret);
      const first = await host.post('/svar/', form);
      const again = await host.post('/svar/', form);
      expect(again).toMatchObject({ status: 303, headers: { location: first.headers.location } });
    }));
});
