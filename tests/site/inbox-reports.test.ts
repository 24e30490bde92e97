import { expect, test } from 'vitest';
import { say } from '../../src/texts.ts';
import { filled, meant, written, type Fields } from '../inbox-forms.ts';
import { secret } from '../inbox-hosts.ts';
import { expectPage, formIn, onBothHosts, pageHeaders, testRows, type Row } from '../inbox-rows.ts';

/** A report that was meant, of a reply that stands on the site. */
const report =
  (changes: Fields = {}): Row['send'] =>
  async (host) =>
    host.post(
      '/svar/anmeld/',
      await meant({ parent: 'ung-i-blok-5', place: undefined, ties: undefined, ...changes }, secret, 'report'),
    );
const kept = { name: written.name, text: written.text };
const reports: readonly Row[] = [
  {
    name: 'whole',
    send: report(),
    status: 303,
    queue: 1,
    stored: { ...kept, place: '', ties: '' },
  },
  { name: 'without a name', send: report({ name: '' }), status: 303, queue: 1 },
  {
    name: 'under a text that is closed',
    send: report({ thread: 'taal-lyd-og-liv-i-gaarden', parent: '' }),
    status: 303,
    queue: 1,
  },
  {
    name: 'of a reply that is not there',
    send: report({ parent: 'natarbejder' }),
    status: 409,
    says: say('refused.report.parent'),
    keepsText: { ...kept, parent: '' },
    queue: 0,
  },
  {
    name: 'of __proto__',
    send: report({ parent: '__proto__' }),
    status: 409,
    says: say('refused.report.parent'),
    keepsText: kept,
    queue: 0,
  },
  {
    name: 'under a text that is not there',
    send: report({ thread: 'constructor' }),
    status: 404,
    says: say('refused.unknown'),
    keepsText: kept,
    queue: 0,
  },
  {
    name: 'without a reason',
    send: report({ text: '' }),
    status: 422,
    says: say('error.report.text.short'),
    keepsText: { name: kept.name, text: '', parent: 'ung-i-blok-5' },
    queue: 0,
  },
  {
    name: 'with too long a reason',
    send: report({ text: 'å'.repeat(3_001) }),
    status: 422,
    says: say('error.report.text.long', { n: 1 }),
    keepsText: { text: 'å'.repeat(3_001) },
    queue: 0,
  },
  {
    name: 'without good faith',
    send: report({ consent: undefined }),
    status: 422,
    says: say('error.report.consent'),
    keepsText: kept,
    queue: 0,
  },
  {
    name: 'by a program',
    send: report({ homepage: 'x' }),
    status: 422,
    says: say('refused.honeypot'),
    keepsText: { ...kept, homepage: '' },
    queue: 0,
  },
  {
    name: 'from another site',
    send: async (host) =>
      host.post('/svar/anmeld/', await meant({}, secret, 'report'), { origin: 'https://andet.example' }),
    status: 403,
    says: say('refused.origin'),
    keepsText: kept,
    queue: 0,
  },
];

const open =
  (address: string): Row['send'] =>
  (host) =>
    host.send('GET', address);
const markup = encodeURIComponent('"><script>alert(1)</script>');
const forms: readonly Row[] = ['/svar/', '/svar/anmeld/'].flatMap((path) => [
  { name: path, send: open(path), status: 200, says: say('answer.none'), queue: 0 },
  {
    name: `${path} of a text`,
    send: open(`${path}?traad=unge-ved-bordet`),
    status: 200,
    says: 'Unge ved bordet',
    queue: 0,
  },
  {
    name: `${path} of a reply`,
    send: open(`${path}?traad=unge-ved-bordet&svar=ung-i-blok-5`),
    status: 200,
    says: 'Ung i blok 5',
    queue: 0,
  },
  ...['findes-ikke', '__proto__', 'constructor', markup, '%00', '%ff', 'x'.repeat(5_000)].map((thread) => ({
    name: `${path} of the text ${thread.slice(0, 20)}`,
    send: open(`${path}?traad=${thread}`),
    status: 404,
    says: say('refused.unknown'),
    queue: 0,
  })),
  ...['natarbejder', '__proto__', 'toString', markup, '%00', '%ff'].map((reply) => ({
    name: `${path} of the reply ${reply.slice(0, 20)}`,
    send: open(`${path}?traad=unge-ved-bordet&svar=${reply}`),
    status: 404,
    says: say(path === '/svar/' ? 'refused.parent' : 'refused.report.parent'),
    queue: 0,
  })),
]);
const closedForms: readonly Row[] = [
  {
    name: 'a reply',
    send: open('/svar/?traad=taal-lyd-og-liv-i-gaarden'),
    status: 409,
    says: say('refused.closed', { title: 'Tål lyd og liv i gården' }),
    queue: 0,
  },
  {
    name: 'a report',
    send: open('/svar/anmeld/?traad=taal-lyd-og-liv-i-gaarden'),
    status: 200,
    says: 'Tål lyd og liv i gården',
    queue: 0,
  },
];

testRows({ 'a report': reports, 'a form': forms, 'a text that is closed, and the form for': closedForms });

onBothHosts((host) => {
  test.each(['/svar/', '/svar/?traad=unge-ved-bordet', '/svar/?traad=findes-ikke', '/svar/anmeld/', '/svar/sag/'])(
    'HEAD %s has the status and the headers of GET, and nothing more',
    async (path) => {
      const [head, get] = [await host().send('HEAD', path), await host().send('GET', path)];
      expect(head).toMatchObject({ status: get.status, headers: pageHeaders, text: '' });
    },
  );

  test('what was written is in the page as text only', async () => {
    const text = `</textarea></main><script>alert(1)</script><img src=x onerror=alert(1)>"'`;
    for (const changes of [{ name: '' }, { step: 'edit' }, {}]) {
      const answer = await host().post('/svar/', {
        ...filled,
        text,
        place: text.slice(0, 60),
        ties: text.slice(0, 80),
        ...changes,
      });
      await expectPage(answer);
      expect(formIn(answer)).toMatchObject({ text });
      expect(answer.text).not.toMatch(/<script>alert|<img src=x/);
    }
  });
});
