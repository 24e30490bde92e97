import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Raise this when the same picture would be judged otherwise. */
const version = 1;
const schema = z.strictObject({ version: z.literal(version), sound: z.array(z.string()) });

/** Pictures that were decoded whole before, by the SHA-256 of their bytes: they need not be decoded again. */
export interface PictureMemory {
  isSound(bytes: Buffer): boolean;
  keep(bytes: Buffer): void;
  /** Writes down what was kept; what was not asked about is forgotten. */
  save(): void;
}

/** The memory under `root/.cache`; one that cannot be read is empty, and one that cannot be written is no harm. */
export function pictureMemory(root: string): PictureMemory {
  const path = join(root, '.cache/billeder.json');
  const before = read(path);
  const now = new Set<string>();
  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url');
  return {
    isSound(bytes) {
      const hash = hashOf(bytes);
      if (before.has(hash)) now.add(hash);
      return before.has(hash);
    },
    keep: (bytes) => now.add(hashOf(bytes)),
    save() {
      if (now.size === before.size && [...now].every((hash) => before.has(hash))) return;
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, JSON.stringify({ version, sound: [...now].sort() }));
      } catch {
        // Without it the next look takes longer.
      }
    },
  };
}

function read(path: string): ReadonlySet<string> {
  try {
    return new Set(schema.parse(JSON.parse(readFileSync(path, 'utf8'))).sound);
  } catch {
    return new Set();
  }
}
