import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
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
let font: Promise<Buffer> | undefined;

/** A PNG of 1200 × 630 for whoever shares the page. Satori draws letters as paths, so no font of the machine is used. */
export async function sharePicture(words: ShareWords): Promise<Response> {
  font ??= readFile(fontFile);
  const svg = await satori(layout(words), {
    ...size,
    fonts: [{ name: 'Young Serif', data: await font, weight: 400, style: 'normal' }],
  });
  const png = await sharp(Buffer.from(svg)).png({ palette: true, colours: 32, effort: 7 }).toBuffer();
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
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
