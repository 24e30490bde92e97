import sharp from 'sharp';
import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { tellsPosition } from '../../src/gate/picture-position.ts';
import { contentWith, expectRefusals, pieceSaying, pieceWith } from '../fixtures/content.ts';

type Format = 'jpeg' | 'png' | 'webp';
const gps = { GPSLatitudeRef: 'N', GPSLatitude: '55/1 40/1 34/1', GPSLongitudeRef: 'E', GPSLongitude: '12/1 34/1 6/1' };
const camera = { Make: 'Kamera', Copyright: 'Redaktionen' };
const xmpWith = (inside: string) =>
  `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/">${inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const plain = (format: Format) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#22513f' } }).toFormat(format);
const withGps = (format: Format) => plain(format).withExif({ IFD0: camera, IFD3: gps }).toBuffer();
const withCamera = (format: Format) => plain(format).withExif({ IFD0: camera }).toBuffer();
const withXmp = (format: Format) =>
  plain(format).withXmp(xmpWith('<exif:GPSLatitude>55,40.5N</exif:GPSLatitude>')).toBuffer();

const formats: readonly (readonly [Format, string])[] = [
  ['jpeg', 'baenk.jpg'],
  ['png', 'baenk.png'],
  ['webp', 'baenk.webp'],
];
const told = (name: string) => `Billedet »${name}« fortæller, hvor det er taget (GPS).`;
const advice = 'Vælg billedet i billedhjælpen på siden /skriv/, som fjerner det';
const text = 'debat/baenk/index.mdx';

test.each(formats)(
  'refuses a %s that tells where it was taken, in the text and in the fields',
  async (format, name) => {
    const bytes = await withGps(format);
    const beside = { [`debat/baenk/${name}`]: bytes };
    await expectRefusals({ ...beside, [text]: pieceSaying(`![En bænk](./${name})`) }, [text, 9, told(name), advice]);
    const field = pieceWith(`billede:\n  fil: ./${name}\n  alt: En bænk`);
    await expectRefusals({ ...beside, [text]: field }, [text, 8, told(name), advice]);
  },
);

test.each(formats)('refuses a %s that tells it in XMP', async (format, name) => {
  const files = { [`debat/baenk/${name}`]: await withXmp(format), [text]: pieceSaying(`![En bænk](./${name})`) };
  await expectRefusals(files, [text, 9, told(name), advice]);
});

test.each(formats)('refuses a %s that tells it and that no text shows', async (format, name) => {
  await expectRefusals({ [`debat/${name}`]: await withGps(format) }, [`debat/${name}`, undefined, told(name), advice]);
});

test.each(formats)('takes a %s that only tells of the camera', async (format, name) => {
  const files = { [`debat/baenk/${name}`]: await withCamera(format), [text]: pieceSaying(`![En bænk](./${name})`) };
  expect(await checkContent(await contentWith(files))).toEqual([]);
});

test('a picture that told it is looked at again when it is asked about again', async () => {
  const files = { 'debat/baenk/baenk.jpg': await withGps('jpeg'), [text]: pieceSaying('![En bænk](./baenk.jpg)') };
  const root = await contentWith(files);
  expect(await checkContent(root)).toHaveLength(1);
  expect(await checkContent(root)).toHaveLength(1);
});

/** A TIFF with one entry, as a camera writes it in either order of bytes. */
function exifWith(tag: number, order: 'II' | 'MM', start = ''): Buffer {
  const isLittle = order === 'II';
  const bytes = Buffer.alloc(26);
  bytes.write(order, 0, 'latin1');
  const put = (value: number, at: number, size: 2 | 4) =>
    isLittle ? bytes.writeUIntLE(value, at, size) : bytes.writeUIntBE(value, at, size);
  put(42, 2, 2);
  put(8, 4, 4);
  put(1, 8, 2);
  put(tag, 10, 2);
  return Buffer.concat([Buffer.from(start, 'latin1'), bytes]);
}

test.each([
  ['Intel’s order', exifWith(0x88_25, 'II'), true],
  ['Motorola’s order', exifWith(0x88_25, 'MM'), true],
  ['the name before it', exifWith(0x88_25, 'MM', 'Exif\0\0'), true],
  ['another entry', exifWith(0x01_0f, 'MM'), false],
  ['a directory that lies outside', Buffer.from([0x49, 0x49, 42, 0, 255, 255, 255, 127]), false],
  ['nothing', Buffer.alloc(0), false],
  ['noise', Buffer.from('æøå'.repeat(100)), false],
])('Exif with %s', (_, exif, tells) => {
  expect(tellsPosition({ exif })).toBe(tells);
});
