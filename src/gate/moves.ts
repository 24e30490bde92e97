import { readContent, readOne } from './content-files.ts';
import { formerTexts, threadOf } from './former.ts';
import type { Problem } from './messages.ts';
import { checkFormer, parseRedirects, redirectFile } from './redirects.ts';
import { addressOf } from './text-address.ts';

/**
 * What is wrong with how texts were renamed or deleted since `base`.
 * @returns `undefined` where there is nothing to compare with
 */
export async function checkMoved(root: string, base: string): Promise<Problem[] | undefined> {
  const former = await formerTexts(root, base);
  if (!former) return undefined;
  const [{ texts }, { text = '' }] = await Promise.all([readContent(root), readOne(root, redirectFile)]);
  const here = texts.flatMap((file) => {
    const address = addressOf(file);
    const isNew = !former.files.has(file.file);
    return address === undefined ? [] : [{ file: file.file, address, thread: threadOf(file), isNew }];
  });
  return checkFormer(former.gone, parseRedirects(text).redirects, here);
}
