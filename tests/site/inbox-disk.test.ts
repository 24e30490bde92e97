import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { say } from '../../src/texts.ts';
import { meant, written } from '../inbox-forms.ts';
import { secret } from '../inbox-hosts.ts';
import { makeHome, nobody, startProcess, type Loss } from '../inbox-process.ts';
import { expectAnswer } from '../inbox-rows.ts';

const down = { status: 503, says: say('refused.down'), headers: { 'retry-after': '120' }, keepsText: true } as const;

/** Something that keeps the queue from being used, and what mends it. */
interface Fault extends Loss {
  readonly name: string;
  spoil?(queue: string): void;
  mend?(queue: string): void;
}

const makeQueue = (queue: string) => {
  for (const folder of ['venter', 'afgjort']) mkdirSync(join(queue, folder), { recursive: true });
  // Root may do anything; the server is then nobody, whose folders they must be.
  if (process.getuid?.() === 0) for (const at of ['', 'venter', 'afgjort']) chownSync(join(queue, at), nobody, nobody);
};
const faults: readonly Fault[] = [
  { name: 'the disk takes not a byte', blocks: 0 },
  { name: 'the disk is full after half a reply', blocks: 1 },
  {
    name: 'a file stands where the folder should',
    spoil: (queue) => writeFileSync(queue, ''),
    mend: (queue) => rmSync(queue),
  },
  {
    name: 'the folder cannot be made',
    isNobody: true,
    spoil: (queue) => chmodSync(join(queue, '..'), 0o555),
    mend: (queue) => chmodSync(join(queue, '..'), 0o777),
  },
  {
    name: 'the folder cannot be written to',
    isNobody: true,
    spoil(queue) {
      makeQueue(queue);
      chmodSync(join(queue, 'venter'), 0o555);
    },
    mend: (queue) => chmodSync(join(queue, 'venter'), 0o755),
  },
  {
    name: 'the folder cannot be read',
    isNobody: true,
    spoil(queue) {
      makeQueue(queue);
      chmodSync(join(queue, 'venter'), 0o000);
    },
    mend: (queue) => chmodSync(join(queue, 'venter'), 0o755),
  },
];

test.each(faults)(
  '$name: the text comes back, nothing is left behind, and it works when that is mended',
  async (fault) => {
    const at = await makeHome();
    const form = await meant({ text: `${written.text} ${'Og så er der mere at sige. '.repeat(50)}`.trim() }, secret);
    const keepsText = { ...written, text: form['text'] };
    fault.spoil?.(at.queue);
    let server = await startProcess(at, fault);
    try {
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        await expectAnswer(await server.post('/svar/', form), { ...down, keepsText });
      }
      fault.mend?.(at.queue);
      if (fault.blocks !== undefined) {
        expect(readdirSync(join(at.queue, 'venter'))).toEqual([]);
        await server.close();
        server = await startProcess(at);
      }
      await expectAnswer(await server.post('/svar/', form), { status: 303 });
      expect(server.waiting()).toMatchObject([{ words: keepsText }]);
    } finally {
      await server.close();
      rmSync(at.home, { recursive: true });
    }
  },
);

/** Sends a reply to a server of its own; gives its key, and the home it lies in. */
async function withReply(act: (at: Awaited<ReturnType<typeof makeHome>>, key: string) => Promise<void>): Promise<void> {
  const at = await makeHome();
  makeQueue(at.queue);
  const server = await startProcess(at, { isNobody: true });
  try {
    const { headers } = await server.post('/svar/', await meant({}, secret));
    await server.close();
    await act(at, /noegle=([^&]*)/.exec(headers.location ?? '')?.[1] ?? '');
  } finally {
    await server.close();
    rmSync(at.home, { recursive: true });
  }
}

const caseDown = { status: 503, says: say('refused.down.case') } as const;

test('a reply that could not be withdrawn is still there', () =>
  withReply(async (at, key) => {
    const server = await startProcess(at, { blocks: 0 });
    await expectAnswer(await server.post('/svar/sag/', { noegle: key }), caseDown);
    expect(server.waiting()).toMatchObject([{ state: 'waiting', words: written }]);
    const page = { status: 200, says: say('case.title.waiting') };
    await expectAnswer(await server.send('GET', `/svar/sag/?noegle=${key}`), page);
    await server.close();
  }));

test('a reply that was half withdrawn is gone when its writer has been told so', () =>
  withReply(async (at, key) => {
    const server = await startProcess(at, { isNobody: true });
    chmodSync(join(at.queue, 'venter'), 0o555);
    await expectAnswer(await server.post('/svar/sag/', { noegle: key }), caseDown);
    chmodSync(join(at.queue, 'venter'), 0o755);
    await expectAnswer(await server.post('/svar/sag/', { noegle: key }), { status: 303 });
    expect(server.kept()).not.toMatch(/legepladsen|Åse|Blok 4/);
    await server.close();
  }));
