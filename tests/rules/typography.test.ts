import { markdownToHtml } from 'satteri';
import { expect, test } from 'vitest';
import { danishTypography, typeset } from '../../src/lib/typography.ts';

/** `_` stands for a space that does not break. */
const shown = (text: string) => typeset(text).replaceAll('\u00a0', '_');
const paragraph = (markdown: string) =>
  markdownToHtml(markdown, { mdastPlugins: [danishTypography] }).html.replace(/^<p>|<\/p>\n$/g, '');

test.each([
  ['Hun sagde "ja".', 'Hun sagde »ja«.'],
  ['"Ja", sagde hun, "nej".', '»Ja«, sagde hun, »nej«.'],
  ['"Hvad nu?" spurgte hun', '»Hvad nu?« spurgte hun'],
  ['"Bare kom!"', '»Bare kom!«'],
  ['"...og så"', '»...og så«'],
  ['Sagen ("bænken")', 'Sagen (»bænken«)'],
  ['"Han sagde "nej" til mig"', '»Han sagde »nej« til mig«'],
  ['"§ 34" og "3. december"', '»§_34« og »3._december«'],
  ['Bordet–"bænken"', 'Bordet–»bænken«'],
  ['Kort - og klart', 'Kort – og klart'],
  ['kl. 9-14', 'kl._9–14'],
  ['Kl. 19.30-21.00', 'Kl._19.30–21.00'],
  ['2016-2022', '2016–2022'],
  ['12,5-13,5 kg', '12,5–13,5_kg'],
  ['§34, § 34 og §§ 3-5', '§_34, §_34 og §§_3–5'],
  ['14. november og 3. jan. 2026', '14._november og 3._jan. 2026'],
  ['500 kr. og 2 mio. kr.', '500_kr. og 2_mio._kr.'],
  ['25 procent, 3 %, 80 m², 5 °C', '25_procent, 3_%, 80_m², 5_°C'],
  ['Ring 12 34 56 78', 'Ring 12_34_56_78'],
  ['nr. 4, ca. 5, side 3, Blok 4, tlf. 12', 'nr._4, ca._5, side_3, Blok_4, tlf._12'],
])('%j is set as %j', (text, set) => {
  expect(shown(text)).toBe(set);
  expect(shown(typeset(text))).toBe(set);
});

test.each([
  'Den 2026-11-14',
  'Den 5/3-2026',
  'Ring 12-34-56-78 eller +45-12345678',
  'de 8-10-årige',
  '5.000-6.000',
  '010203-1234',
  '3. novemberdage',
  '10 krat',
  'en 3-værelses bolig',
  'A-B',
  '»Ja«, sagde hun',
])('%j stays as it is', (text) => {
  expect(typeset(text)).toBe(text);
});

test.each([
  ['Se *"bænken"* her', 'Se <em>»bænken«</em> her'],
  ['Hun sagde: "*ja*".', 'Hun sagde: »<em>ja</em>«.'],
  ['Sagen ("[bænken](/x/)")', 'Sagen (»<a href="/x/">bænken</a>«)'],
  ['"**Bænken** er god" siger de', '»<strong>Bænken</strong> er god« siger de'],
  ['"[Bænken](/x/)"-sagen', '»<a href="/x/">Bænken</a>«-sagen'],
  ['*Bænken*" sagde', '<em>Bænken</em>« sagde'],
  ['`"x" 9-14` og [9-14](/9-14/)', '<code>"x" 9-14</code> og <a href="/9-14/">9–14</a>'],
])('in Markdown %j becomes %j', (markdown, html) => {
  expect(paragraph(markdown)).toBe(html);
});
