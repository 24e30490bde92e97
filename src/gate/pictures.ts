import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { messages, type Message } from './messages.ts';
import { nearestOf } from './nearest.ts';
import type { PictureMemory } from './picture-memory.ts';
import { tellsPosition } from './picture-position.ts';

const limit = 25_000_000;
const path = /^\.\/([a-z0-9]+(?:-[a-z0-9]+)*\.([a-z]+))$/;
const formats: Readonly<Record<string, string>> = { jpg: 'jpeg', jpeg: 'jpeg', png: 'png', webp: 'webp' };
const magic: readonly (readonly [string, RegExp])[] = [
  ['jpeg', /^ffd8ff/],
  ['png', /^89504e470d0a1a0a/],
  ['webp', /^52494646.{8}57454250/],
];

/**
 * Looks at the picture `reference` (as written: `./navn.jpg`) beside a text in `folder`.
 * @returns what is wrong with it, or `undefined`
 */
export async function checkPicture(
  reference: string,
  folder: string,
  neighbours: readonly string[],
  memory?: PictureMemory,
): Promise<Message | undefined> {
  const [, name, ending] = path.exec(reference) ?? [];
  if (!name || !ending) return messages.picturePath(reference);
  const format = formats[ending];
  if (!format) return messages.pictureType(name);
  if (!neighbours.includes(name)) {
    return messages.pictureMissing(
      name,
      nearestOf(
        name,
        neighbours.filter((each) => path.test(`./${each}`)),
      ),
    );
  }
  try {
    const bytes = await readFile(`${folder}/${name}`);
    const head = bytes.subarray(0, 12).toString('hex');
    if (magic.find(([, start]) => start.test(head))?.[0] !== format) return messages.pictureType(name);
    if (memory?.isSound(bytes)) return undefined;
    const { width, height, exif, xmp } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > limit) return messages.pictureLarge(name, Math.round((width * height) / 1_000_000));
    // Every point is decoded, and one colour of it is kept: that is what takes the least time and room.
    await sharp(bytes, { failOn: 'warning' }).extractChannel(0).raw().toBuffer();
    if (tellsPosition({ exif, xmp })) return messages.picturePosition(name);
    memory?.keep(bytes);
  } catch {
    return messages.pictureBroken(name);
  }
  return undefined;
}
