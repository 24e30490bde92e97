import { test } from 'vitest';
import { expectRefusals, pieceSaying } from '../fixtures/content.ts';

type Row = readonly [name: string, body: string, line: number | undefined, what: string, instead: string];

const code = 'Teksten indeholder programkode (import, export eller {…}). Det bliver ikke kørt.';
const html = 'Teksten indeholder HTML, som vi ikke viser.';
const brace = 'Tegnene { og } kan ikke stå sådan i teksten.';
const angle = 'Tegnet < kan ikke stå sådan i teksten.';
const heading = 'Overskriften har kun ét #. Den størrelse er sidens titel.';
const noChart = 'Diagrammet har ingen tal.';
const badLine = (line: string) => `Diagrammet kan ikke læse linjen »${line}«.`;
const noBox = (name: string) => `Boksen <${name}> findes ikke.`;
const noText = (attribute: string, name: string) => `»${attribute}« i <${name}> skal være tekst i anførselstegn.`;
const noLink = (link: string) => `Linket »${link}« kan ikke bruges.`;
const box = (start: string, inside = 'Hej', end = start.split(/[ >]/)[0]?.slice(1)) =>
  `${start}\n\n${inside}\n\n</${end}>`;
const chart = (lines: string) => box('<Diagram titel="Fremmødte">', lines);

const refused: readonly Row[] = [
  ['an unknown box', box('<Boks>'), 9, noBox('Boks'), 'Brug en af disse: Citat, Fakta, Figur, Diagram, Kontakt.'],
  ['a misspelt box', `Hej\n\n${box('<Fakt>')}`, 11, noBox('Fakt'), 'Mente du »Fakta«?'],
  ['a box named like a part of JavaScript', box('<Constructor>'), 9, noBox('Constructor'), 'Brug en af disse'],
  ['a box inside a box', box('<Fakta.Mere>'), 9, noBox('Fakta.Mere'), 'Brug en af disse'],
  [
    'an unknown attribute',
    box('<Fakta farve="rød">'),
    9,
    '<Fakta> har ikke noget, der hedder »farve«.',
    'Brug: titel.',
  ],
  ['a misspelt attribute', box('<Fakta title="x">'), 9, '<Fakta> har ikke noget, der hedder »title«.', '»titel«'],
  ['a box that runs code', box('<Fakta onclick="x">'), 9, '<Fakta> har ikke noget, der hedder »onclick«.', 'titel'],
  ['a missing attribute', '<Kontakt>Ring.</Kontakt>', 9, '<Kontakt> mangler »navn«.', 'Skriv <Kontakt navn="…">.'],
  ['an attribute with code', box('<Fakta titel={1 + 1}>'), 9, noText('titel', 'Fakta'), 'Skriv titel="…".'],
  ['an attribute without text', box('<Fakta titel>'), 9, noText('titel', 'Fakta'), 'Skriv titel="…".'],
  ['an empty attribute', box('<Fakta titel="">'), 9, noText('titel', 'Fakta'), 'Skriv titel="…".'],
  ['spread attributes', box('<Fakta {...x}>'), 9, code, 'Slet linjen.'],
  [
    'an unclosed box',
    '<Fakta titel="x">\n\nHej',
    9,
    '<Fakta> er åbnet, men ikke lukket.',
    'Skriv </Fakta> på en linje',
  ],
  ['an import', 'import x from "../../../../etc/passwd?raw"', 9, code, 'Slet linjen.'],
  ['an export', 'export const x = process.env.HOME', 9, code, 'import eller export'],
  ['a sentence that begins with import', 'Hej\n\nimport er dyrt for os', 11, code, 'ordet import eller export'],
  ['a heart', 'Vi <3 gården', 9, angle, 'Skriv \\<'],
  ['an address in angles', '<https://beboer.example>', 9, angle, '[tekst](https://adresse.dk)'],
  ['a comment', 'Hej\n\n<!-- skjult -->', 11, angle, 'Skriv \\<'],
  ['an unclosed brace', 'Kl. 9 { eller 10', 9, brace, 'Skriv \\{'],
  ['HTML', '<div>Hej</div>', 9, html, 'Brug almindelig Markdown'],
  ['HTML in a sentence', 'Hej <b>du</b>', 9, html, 'Brug almindelig Markdown'],
  ['a script', '<script>alert(1)</script>', 9, html, 'Brug almindelig Markdown'],
  ['a heading as large as the title', 'Hej\n\n# Bænken', 11, heading, 'Brug ## for en overskrift i teksten.'],
  ['an underlined heading as large', 'Bænken\n======', 9, heading, 'Brug ## for en overskrift i teksten.'],
  ['a chart without title', box('<Diagram>', '- 2023: 168'), 9, '<Diagram> mangler »titel«.', 'titel="…"'],
  ['a chart without lines', box('<Diagram titel="x">'), 9, noChart, 'Skriv en liste mellem <Diagram> og </Diagram>'],
  ['words in braces', 'Kl. 9 {eller}', 9, brace, 'Skriv \\{'],
  ['a line in braces', '{måske}', 9, brace, 'Skriv \\{'],
  ['code in braces', 'Hej {process.env.HOME}', 9, brace, 'Skriv \\{'],
  ['a line without number', chart('- 2022: 111\n- 2023: mange'), 12, badLine('2023: mange'), 'fx - 2023: 168'],
  ['a line without name', chart('- 2022: 111\n- 168'), 12, badLine('168'), 'fx - 2023: 168'],
  ['a chart whose title is code', box('<Diagram titel={x}>', '- a: 1'), 9, noText('titel', 'Diagram'), 'titel="…"'],
  [
    'an end on a line of text',
    '<Fakta>\n\nHej</Fakta>',
    11,
    '<Fakta> er åbnet, men ikke lukket.',
    'Skriv </Fakta> på en',
  ],
  ['a link that is a script', '[Se her](javascript:alert(1))', 9, noLink('javascript:alert(1)'), 'https:// foran'],
  ['a link that is a page', '[Se her](data:text/html,x)', 9, noLink('data:text/html,x'), 'https:// foran'],
  ['a script by reference', '[Se her][x]\n\n[x]: javascript:alert(1)', 11, noLink('javascript:alert(1)'), 'https://'],
  ['a link without a host', '[Se her](http://)', 9, noLink('http://'), 'https:// foran'],
];
test.each(refused)('refuses %s in MDX', async (_, body, line, what, instead) => {
  await expectRefusals({ 'debat/indlaeg.mdx': pieceSaying(body) }, ['debat/indlaeg.mdx', line, what, instead]);
});

const refusedMarkdown: readonly Row[] = [
  ['a box', 'Ring: <Kontakt navn="x" />', 9, 'Boksen <Kontakt> virker kun i filer, der ender på .mdx.', 'Omdøb filen'],
  ['HTML', 'Hej\n\n<div>du</div>', 11, html, 'Brug almindelig Markdown'],
  ['a picture as HTML', '<img src="x" onerror="alert(1)">', 9, html, 'Brug almindelig Markdown'],
  ['an end without a beginning', 'Hej </main> du', 9, html, 'Brug almindelig Markdown'],
  ['a heading as large as the title', '# Bænken', 9, heading, 'Brug ##'],
  [
    'HTML between comments',
    '<!-- a --><img src="x" onerror="alert(1)"><!-- b -->',
    9,
    html,
    'Brug almindelig Markdown',
  ],
  ['HTML after a comment', '<!-- skjult --><img src="x" onerror="alert(1)">', 9, html, 'Brug almindelig Markdown'],
  [
    'HTML after a long comment',
    '<!-- skjult\n--> <form action="https://x.example">',
    9,
    html,
    'Brug almindelig Markdown',
  ],
];
test.each(refusedMarkdown)('refuses %s in Markdown', async (_, body, line, what, instead) => {
  const files = { 'debat/indlaeg.mdx': null, 'debat/indlaeg.md': pieceSaying(body) };
  await expectRefusals(files, ['debat/indlaeg.md', line, what, instead]);
});
