import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import satori from 'satori';
import sharp from 'sharp';
import { site } from '../site.ts';
import type { Section } from './articles.ts';

/** What a share picture says. */
export interface ShareWords {
  readonly section: string;
  readonly title: string;
  readonly writers: readonly string[];
  /** Whose colours it wears. */
  readonly tone: Section;
}

const size = { width: 1200, height: 630 };
const tones = { debat: '#93301f', nyheder: '#22513f' } as const;
const fontFile = createRequire(import.meta.url).resolve(
  '@fontsource/young-serif/files/young-serif-latin-400-normal.woff',
);
/** Satori keeps what it has read of a font as long as it is given the same array. */
let fonts: Promise<Parameters<typeof satori>[1]['fonts']> | undefined;

/** Raise this when the same words would come out otherwise. */
const version = 1;

/** A PNG of 1200 × 630 for whoever shares the page; one that an earlier build drew is used again. */
export async function sharePicture(words: ShareWords): Promise<Response> {
  const key = createHash('sha256')
    .update(JSON.stringify([version, site.name, words]))
    .digest('hex');
  const file = `.cache/deling/${key.slice(0, 32)}.png`;
  const png = (await readFile(file).catch(() => undefined)) ?? (await keep(file, await draw(words)));
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
}

async function keep(file: string, png: Buffer): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.ny`, png);
  await rename(`${file}.ny`, file);
  return png;
}

/** Satori draws letters as paths, so no font of the machine is used. */
async function draw(words: ShareWords): Promise<Buffer> {
  fonts ??= readFile(fontFile).then((data) => [{ name: 'Young Serif', data, weight: 400, style: 'normal' }]);
  const svg = await satori(layout(words), { ...size, fonts: await fonts });
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 32, effort: 4 }).toBuffer();
}

const box = (style: object, ...children: unknown[]) => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});

function layout({ section, title, writers, tone }: ShareWords) {
  const fontSize = title.length > 90 ? 54 : title.length > 55 ? 66 : 82;
  return box(
    {
      ...size,
      boxSizing: 'border-box',
      background: '#fbf8f2',
      borderLeft: `28px solid ${tones[tone]}`,
      color: '#1d1a17',
      flexDirection: 'column',
      fontFamily: 'Young Serif',
      justifyContent: 'space-between',
      padding: '64px 72px 56px',
    },
    box({ color: tones[tone], fontSize: 36 }, section),
    box({ fontSize, lineHeight: 1.12, maxHeight: fontSize * 1.12 * 5, overflow: 'hidden' }, plain(title)),
    box(
      { borderTop: '3px solid #d9d0c3', fontSize: 32, justifyContent: 'space-between', paddingTop: 28 },
      box({ color: '#57504a', maxWidth: 760 }, plain(writers.join(', '))),
      box({}, site.name),
    ),
  );
}

/** The font has no non-breaking hyphen or soft hyphen. */
const plain = (text: string) => text.replaceAll('\u2011', '-').replaceAll('\u00ad', '');
