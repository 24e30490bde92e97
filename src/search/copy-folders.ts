import { closeSync, constants, ftruncateSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Copies on their way to Pagefind. */
export interface CopyFolders {
  /** Writes a copy of the page at `path`; gives the address it has in the index, which begins with `/`. */
  write(path: string, html: string): Promise<string>;
  /** Hands over what has not been handed over yet. */
  end(): void;
}

/**
 * Two folders that are written over and over in turn: one is read while the other is written, and has another name each
 * time, which makes its files other files. To make a file anew takes ten times as long as to write over it, and to make a
 * folder for each still longer, so the copies have numbers for names.
 * @param size copies in a folder
 * @param read reads every copy in a folder of `root`
 */
export function reusedFolders(root: string, size: number, read: (folder: string) => Promise<unknown>): CopyFolders {
  const reading: Promise<unknown>[] = [];
  const at = (...names: readonly number[]) => join(root, ...names.map(String));
  let [folder, files] = [0, 0];
  mkdirSync(at(0));
  const next = async () => {
    reading.push(read(`${folder}`));
    folder += 1;
    files = 0;
    if (folder < 2) return mkdirSync(at(folder));
    await reading[folder - 2];
    renameSync(at(folder - 2), at(folder));
  };
  return {
    write: async (_, html) => {
      if (files === size) await next();
      files += 1;
      writeOver(`${at(folder, files)}.html`, html);
      return `/${folder}/${files}.html`;
    },
    end: () => {
      for (let old = files + 1; folder > 1 && old <= size; old += 1) rmSync(`${at(folder, old)}.html`);
      if (files > 0) reading.push(read(`${folder}`));
    },
  };
}

/** One folder, in which each copy has the path of its page. */
export function oneFolder(root: string, read: (folder: string) => Promise<unknown>): CopyFolders {
  return {
    write: (path, html) => {
      mkdirSync(join(root, 'site', dirname(path)), { recursive: true });
      writeFileSync(join(root, 'site', path), html);
      return Promise.resolve(`/${path}`);
    },
    end: () => void read('site'),
  };
}

/** Writes a whole file in its own place, where there is one. */
export function writeOver(path: string, data: string | Uint8Array): void {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT);
  try {
    writeFileSync(file, bytes);
    ftruncateSync(file, bytes.length);
  } finally {
    closeSync(file);
  }
}
