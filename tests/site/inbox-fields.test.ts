import { say, type TextKey } from '../../src/texts.ts';
import { filled, meant, multipart, written, type Fields } from '../inbox-forms.ts';
import { secret } from '../inbox-hosts.ts';
import { testRows, type Row } from '../inbox-rows.ts';

/** A whole reply that was meant, with some fields otherwise. */
const reply =
  (changes: Fields): Row['send'] =>
  async (host) =>
    host.post('/svar/', await meant(changes, secret));

const taken = { status: 303, queue: 1 } as const;
const refused = (status: number, key: TextKey, values = {}) =>
  ({ status, says: say(key, values), keepsText: true, queue: 0 }) as const;

const markup = `</textarea><script>alert(1)</script><img src=x onerror=alert(1)>"'&amp;`;
/** Turns round what follows, in two ways; turns back; and a byte order mark. */
const bidi = '\u202eA\u2066B\u2069\u202c\ufeff';
const nulls = '\0A\0B\u0007\u001b\u0085';

const lines = [
  { field: 'name', most: 40, long: 'error.name.long', isNeeded: true },
  { field: 'place', most: 60, long: 'error.place.long', isNeeded: false },
  { field: 'ties', most: 80, long: 'error.ties.long', isNeeded: false },
] as const;

const lineRows: readonly Row[] = lines.flatMap(({ field, most, long, isNeeded }) => {
  const without = isNeeded
    ? { ...refused(422, 'error.name.short'), keepsText: { ...written, [field]: '' } }
    : { ...taken, stored: { ...written, [field]: '' } };
  const stores = (value: string) => ({ ...taken, stored: { ...written, [field]: value } });
  const row = (name: string, value: string | undefined, expected: Omit<Row, 'name' | 'send'>): Row => ({
    name: `${field} ${name}`,
    send: reply({ [field]: value }),
    ...expected,
  });
  return [
    row('missing', undefined, without),
    row('empty', '', without),
    row('of spaces', ' \u00a0\t ', without),
    row('of nothing that shows', '\u202e\u0000\ufeff', without),
    row('at its limit', 'å'.repeat(most), stores('å'.repeat(most))),
    row('at its limit, and spaces', ` ${'å'.repeat(most)} `, stores('å'.repeat(most))),
    row('too long', 'å'.repeat(most + 1), {
      ...refused(422, long, { max: most }),
      keepsText: { ...written, [field]: 'å'.repeat(most + 1) },
    }),
    row('far too long', 'å'.repeat(6_000), {
      ...refused(422, long, { max: most }),
      keepsText: { ...written, [field]: 'å'.repeat(6_000) },
    }),
    row('of markup', '<b>"Åse" & \'Bo\'</b>', stores('<b>"Åse" & \'Bo\'</b>')),
    row('of markup that is refused', `${markup}${'å'.repeat(most)}`, {
      ...refused(422, long, { max: most }),
      keepsText: { [field]: `${markup}${'å'.repeat(most)}` },
    }),
    row('of bidi', `Åse${bidi}`, stores('ÅseAB')),
    row('of null bytes', `Åse${nulls}`, stores('ÅseAB')),
    row('of two lines', 'Åse\r\nBo\nLis', stores('Åse Bo Lis')),
    row('with letters in two parts', 'A\u030ase', stores('Åse')),
    row('that would be headers', 'Åse\r\nSet-Cookie: a=b', stores('Åse Set-Cookie: a=b')),
  ];
});
const nameRows: readonly Row[] = [
  {
    name: 'name of one letter',
    send: reply({ name: 'Å' }),
    ...refused(422, 'error.name.short'),
    keepsText: { name: 'Å' },
  },
  {
    name: 'name of digits',
    send: reply({ name: '123' }),
    ...refused(422, 'error.name.letters'),
    keepsText: { name: '123' },
  },
  { name: 'name of two letters', send: reply({ name: 'Åå' }), ...taken },
];

const textRow = (name: string, text: string | undefined, expected: Omit<Row, 'name' | 'send'>): Row => ({
  name: `text ${name}`,
  send: reply({ text }),
  ...expected,
});
const noText = { ...refused(422, 'error.text.short'), keepsText: { ...written, text: '' } };
const storesText = (text: string) => ({ ...taken, stored: { ...written, text } });
const textRows: readonly Row[] = [
  textRow('missing', undefined, noText),
  textRow('empty', '', noText),
  textRow('of spaces and lines', ' \r\n\t\n ', noText),
  textRow('of nothing that shows', '\u202e\u0000\ufeff', noText),
  textRow('of one letter', 'å', { ...noText, keepsText: { ...written, text: 'å' } }),
  textRow('of two letters', 'Nå', storesText('Nå')),
  textRow('at its limit', '€'.repeat(3_000), storesText('€'.repeat(3_000))),
  textRow('one too long', 'å'.repeat(3_001), {
    ...refused(422, 'error.text.long', { n: 1 }),
    keepsText: { ...written, text: 'å'.repeat(3_001) },
  }),
  textRow('far too long', 'å'.repeat(7_000), {
    ...refused(422, 'error.text.long', { n: 4_000 }),
    keepsText: { ...written, text: 'å'.repeat(7_000) },
  }),
  textRow('of markup', markup, storesText(markup)),
  textRow('of markup that is refused', `${markup}${'å'.repeat(3_000)}`, {
    ...refused(422, 'error.text.long', { n: markup.length }),
    keepsText: { text: `${markup}${'å'.repeat(3_000)}` },
  }),
  textRow('of bidi', `Hej${bidi}`, storesText('HejAB')),
  textRow('of null bytes', `Hej${nulls}`, storesText('HejAB')),
  textRow('with the lines of Windows', 'En\r\nTo\rTre\n\nFire', storesText('En\nTo\nTre\n\nFire')),
  textRow('that begins with a line break, and is refused', `\n\n  ${'å'.repeat(3_001)}`, {
    ...refused(422, 'error.text.long', { n: 1 }),
    keepsText: { text: 'å'.repeat(3_001) },
  }),
];

const hidden = (field: string, value: string | undefined, name: string, expected: Omit<Row, 'name' | 'send'>): Row => ({
  name: `${field} ${name}`,
  send: async (host) => host.post('/svar/', { ...(await meant({ [field]: value }, secret)), [field]: value }),
  ...expected,
});
const isTidy = refused(400, 'refused.fields');
const unknown = refused(404, 'refused.unknown');
const noParent = { ...refused(409, 'refused.parent'), keepsText: { ...written, parent: '' } };
const foreign = { ...refused(403, 'refused.proof'), keepsText: written };
const closed = refused(409, 'refused.closed', { title: 'Tål lyd og liv i gården' });
const threadRows: readonly Row[] = [
  hidden('thread', undefined, 'missing', isTidy),
  hidden('thread', '', 'empty', unknown),
  hidden('thread', 'x'.repeat(200), 'at its limit', unknown),
  hidden('thread', 'x'.repeat(201), 'too long', isTidy),
  hidden('thread', markup, 'of markup', unknown),
  hidden('thread', `unge-ved-bordet${bidi}`, 'of bidi', unknown),
  hidden('thread', 'unge-ved-bordet\0', 'with a null byte', unknown),
  hidden('thread', 'unge-ved-bordet\r\nSet-Cookie: a=b', 'that would be headers', unknown),
  hidden('thread', '../../indbakke', 'that would be a path', unknown),
  hidden('thread', 'taal-lyd-og-liv-i-gaarden', 'that is closed', closed),
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((name) => hidden('thread', name, name, unknown)),
];
const parentRows: readonly Row[] = [
  hidden('parent', undefined, 'missing', taken),
  hidden('parent', 'ung-i-blok-5', 'in the thread', taken),
  hidden('parent', 'natarbejder', 'from another thread', noParent),
  hidden('parent', 'findes-ikke', 'that is nowhere', noParent),
  hidden('parent', 'x'.repeat(200), 'at its limit', noParent),
  hidden('parent', 'x'.repeat(201), 'too long', isTidy),
  hidden('parent', markup, 'of markup', noParent),
  hidden('parent', `ung-i-blok-5${bidi}`, 'of bidi', noParent),
  hidden('parent', 'ung-i-blok-5\0', 'with a null byte', noParent),
  ...['__proto__', 'constructor', 'toString'].map((name) => hidden('parent', name, name, noParent)),
];
const consentRows: readonly Row[] = [
  hidden('consent', undefined, 'missing', refused(422, 'error.consent')),
  hidden('consent', '', 'empty', refused(422, 'error.consent')),
  ...['nej', 'JA', 'ja ', markup, `ja${bidi}`, 'ja\0', 'j'.repeat(5_000)].map((value) =>
    hidden('consent', value, JSON.stringify(value.slice(0, 20)), isTidy),
  ),
];
const honeypot = { ...refused(422, 'refused.honeypot'), keepsText: { ...written, homepage: '' } };
const honeypotRows: readonly Row[] = [
  hidden('homepage', undefined, 'missing', taken),
  ...['https://kviklaan.example', ' ', '\0', markup, 'x'.repeat(5_000)].map((value) =>
    hidden('homepage', value, JSON.stringify(value.slice(0, 20)), honeypot),
  ),
];
const { once } = filled;
const onceRows: readonly Row[] = [
  hidden('once', undefined, 'missing: the token is for another sending', foreign),
  hidden('once', '', 'empty: the token is for another sending', foreign),
  ...[once.slice(1), `${once}q`, once.toUpperCase(), `${once}\n`, `${once}\0`, markup, 'å'.repeat(26), bidi].map(
    (value) => hidden('once', value, JSON.stringify(value), isTidy),
  ),
];
const stepRows: readonly Row[] = [
  hidden('step', 'send', 'to send', taken),
  hidden('step', 'edit', 'to edit', { status: 200, keepsText: true, queue: 0 }),
  ...['', 'slet', 'SEND', '__proto__', 'constructor', 'send\0', markup].map((value) =>
    hidden('step', value, JSON.stringify(value), isTidy),
  ),
];

/** A whole reply and another part after it. */
const withPart =
  (field: string, value: string): Row['send'] =>
  async (host) =>
    host.post('/svar/', multipart([...Object.entries(await meant({}, secret)), [field, value]]));
const extraRows: readonly Row[] = [
  ...['email', 'Text', 'text[]', 'text ', 'kind', '__proto__', 'constructor', 'toString', '<script>'].map((field) => ({
    name: `an unknown field: ${JSON.stringify(field)}`,
    send: withPart(field, 'x'),
    ...isTidy,
  })),
  ...Object.keys(filled).map((field) => ({
    name: `${field} twice: the first is shown`,
    send: withPart(field, 'Noget andet'),
    ...isTidy,
  })),
];

/** A whole reply with a file in the place of a field. */
const fileRows: readonly Row[] = Object.keys(filled).map((field) => ({
  name: `${field} as a file`,
  send: async (host) => {
    const { body, type } = multipart(Object.entries(await meant({}, secret)));
    const file = body.toString().replace(`name="${field}"`, `$&; filename="svar.txt"\r\nContent-Type: text/plain`);
    return host.post('/svar/', { body: Buffer.from(file), type });
  },
  ...isTidy,
  keepsText: Object.fromEntries(Object.entries(written).filter(([name]) => name !== field)),
}));

testRows({
  'a line': [...lineRows, ...nameRows],
  'the text': textRows,
  'the thread': threadRows,
  'the reply that is answered': parentRows,
  'the consent': consentRows,
  'the field for programs': honeypotRows,
  'the random word': onceRows,
  'the button': stepRows,
  'fields that are not ours, or more than once': extraRows,
  'a file where a field should be': fileRows,
});
