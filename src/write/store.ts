import { draftSchema, picturesSchema, type Draft, type Picture } from './draft.ts';

const key = 'skriv';
const pictureKey = 'skriv:billeder';

/** The draft on this device and nowhere else; where storage is refused it lasts as long as the page. */
export const store = {
  /** The draft that was kept, if there is one that can be read. */
  get(): Draft | undefined {
    try {
      const kept = localStorage.getItem(key);
      return kept === null ? undefined : draftSchema.parse(JSON.parse(kept));
    } catch {
      return undefined;
    }
  },
  /** Keeps the draft; false when the device would not. */
  set(draft: Draft): boolean {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  },
  /** The pictures that were kept. */
  pictures(): Picture[] {
    try {
      return picturesSchema.parse(JSON.parse(localStorage.getItem(pictureKey) ?? '[]'));
    } catch {
      return [];
    }
  },
  /** Keeps the pictures as long as there is room: without them the text is still there, and they are asked for again. */
  setPictures(pictures: readonly Picture[]): void {
    try {
      localStorage.setItem(pictureKey, JSON.stringify(pictures));
    } catch {
      /* The page keeps them. */
    }
  },
  clear(): void {
    try {
      localStorage.removeItem(key);
      localStorage.removeItem(pictureKey);
    } catch {
      /* There is nothing to clear. */
    }
  },
};
