import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { test } from 'vitest';
import { expectRefusals, picture, pieceSaying, pieceWith, type Files } from '../fixtures/content.ts';

const png = await picture('png');
const jpeg = await picture('jpeg', 400, 300);
const heavy = await sharp(randomBytes(3_000_000), { raw: { width: 1000, height: 1000, channels: 3 } })
  .png()
  .toBuffer();
const at = ['debat/baenk/index.mdx', 9] as const;
const alt = 'Fortæl i én sætning, hvad man ser';
const noPicture = (name: string) => `Billedet »${name}« findes ikke.`;
const notHere = (name: string) => `Billedet »${name}« skal ligge i samme mappe som teksten.`;
const notThat = (name: string) => `»${name}« er ikke det billede, navnet siger, eller af en type, vi ikke viser.`;
const broken = (name: string) => `Billedet »${name}« er i stykker eller skåret over.`;
const noAlt = (name: string) => `Billedet »${name}« mangler en beskrivelse (alt).`;

/** A piece in a folder of its own, beside the picture `name`, that says `body`. */
const beside = (name: string, bytes: Files[string], body: string): Files => ({
  'debat/baenk/index.mdx': pieceSaying(body),
  [`debat/baenk/${name}`]: bytes,
});

test.each([
  ['is missing', './porten.png', 'baenk.png', png, noPicture('porten.png'), 'Læg billedet i samme mappe'],
  ['is missing but for a letter', './baenk.jpg', 'baenk.png', png, noPicture('baenk.jpg'), 'Mente du »baenk.png«?'],
  [
    'is half a JPEG',
    './a.jpg',
    'a.jpg',
    jpeg.subarray(0, jpeg.length / 2),
    broken('a.jpg'),
    'Hent eller gem billedet igen.',
  ],
  [
    'is half a PNG',
    './a.png',
    'a.png',
    png.subarray(0, png.length / 2),
    broken('a.png'),
    'Hent eller gem billedet igen.',
  ],
  [
    'has 26 megapixels',
    './a.png',
    'a.png',
    await picture('png', 6500, 4000),
    'Billedet »a.png« er 26 megapixel. Grænsen er 25.',
    'Gem det mindre',
  ],
  ['is text', './a.png', 'a.png', 'En bænk', notThat('a.png'), 'Gem billedet som JPEG, PNG eller WebP'],
  ['is empty', './a.png', 'a.png', '', notThat('a.png'), 'Gem billedet som JPEG, PNG eller WebP'],
  [
    'is an SVG called PNG',
    './a.png',
    'a.png',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    notThat('a.png'),
    'Gem billedet',
  ],
  ['is an AVIF called PNG', './a.png', 'a.png', await picture('avif'), notThat('a.png'), 'Gem billedet'],
  ['is a JPEG called PNG', './a.png', 'a.png', jpeg, notThat('a.png'), 'ende på .jpg, .png eller .webp'],
  ['is in the folder above', '../a.png', 'a.png', png, notHere('../a.png'), 'fx ./gaarden.jpg'],
  ['is reached by a detour', './../baenk/a.png', 'a.png', png, notHere('./../baenk/a.png'), 'fx ./gaarden.jpg'],
  ['is named without ./', 'a.png', 'a.png', png, notHere('a.png'), 'Skriv punktum, skråstreg og filens navn'],
  ['is named with a capital', './A.png', 'a.png', png, notHere('./A.png'), 'små bogstaver'],
  ['is on another site', 'https://x.dk/a.png', 'a.png', png, notHere('https://x.dk/a.png'), 'fx ./gaarden.jpg'],
  [
    'is written into the text',
    'data:image/png;base64,x',
    'a.png',
    png,
    notHere('data:image/png;base64,x'),
    './gaarden.jpg',
  ],
])('refuses a picture that %s', async (_, reference, name, bytes, what, instead) => {
  await expectRefusals(beside(name, bytes, `![En bænk](${reference})`), [...at, what, instead]);
});

test.each([
  ['no alt', '![](./a.png)'],
  ['an alt of spaces', '![ ](./a.png)'],
])('refuses a picture with %s', async (_, body) => {
  await expectRefusals(beside('a.png', png, body), [...at, noAlt('./a.png'), alt]);
});

test('refuses a picture by reference', async () => {
  const what = 'Billedet er sat ind med en henvisning, og sådan kan det ikke vises.';
  await expectRefusals(beside('a.png', png, '![En bænk][x]\n\n[x]: https://a.example/a.png'), [
    ...at,
    what,
    'Skriv ![Beskrivelse]',
  ]);
});

test.each([
  ['without alt', 'fil: ./a.png', 7, 'Feltet »alt« mangler eller er tomt.', 'Skriv fx alt:'],
  ['that is missing', 'fil: ./b.png\n  alt: En bænk', 8, noPicture('b.png'), 'Mente du »a.png«?'],
  ['in another folder', 'fil: ../a.png\n  alt: En bænk', 8, notHere('../a.png'), 'fx ./gaarden.jpg'],
])('refuses a picture %s in the fields', async (_, fields, line, what, instead) => {
  const piece = pieceWith(`billede:\n  ${fields}`);
  await expectRefusals({ ...beside('a.png', png, ''), 'debat/baenk/index.mdx': piece }, [at[0], line, what, instead]);
});

test('refuses a picture over 3 MB that no text shows', async () => {
  const what = 'Filen er for stor. Grænsen er 3 MB.';
  await expectRefusals({ 'debat/a.png': heavy }, ['debat/a.png', undefined, what, 'gem billedet mindre']);
});

test.each(['svg', 'avif', 'gif'])('refuses a shown .%s as a file and as a picture', async (ending) => {
  const alien = `Filer som »a.${ending}« hører ikke til i denne mappe.`;
  await expectRefusals(
    beside(`a.${ending}`, 'x', `![En bænk](./a.${ending})`),
    [`debat/baenk/a.${ending}`, undefined, alien, 'billeder på .jpg, .png eller .webp'],
    [...at, notThat(`a.${ending}`), 'Gem billedet som JPEG'],
  );
});

test.each<[name: string, file: string, Files[string], what: string]>([
  [
    'a link to nothing',
    'a.png',
    { linkTo: 'ingenting.png' },
    'Filen er en genvej (symbolsk link), ikke en rigtig fil.',
  ],
  [
    'a folder',
    'a.png/b.png',
    png,
    `Filnavnet »a.png« kan ikke bruges. Det må kun have små bogstaver a–z, tal og bindestreger.`,
  ],
])('refuses a shown picture that is %s', async (_, file, data, what) => {
  await expectRefusals(
    { 'debat/baenk/index.mdx': pieceSaying('![En bænk](./a.png)'), [`debat/baenk/${file}`]: data },
    ['debat/baenk/a.png', undefined, what, ''],
    [...at, broken('a.png'), 'Hent eller gem billedet igen.'],
  );
});
