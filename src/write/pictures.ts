import { fill, writeTexts as texts } from '../texts.ts';
import { cleanLine } from './clean.ts';
import type { Picture } from './draft.ts';
import { fileNameFor } from './files.ts';
import { apply } from './insert.ts';
import { bytesOf, shrink } from './shrink.ts';
import { saveAs } from './save.ts';

/** The helper for pictures: it makes them small, puts their line into the text, and lets them be saved. */
export function helpWithPictures(form: HTMLFormElement, pictures: Picture[], changed: () => void): () => void {
  const part = <E extends HTMLElement>(selector: string) => form.querySelector<E>(selector);
  const file = part<HTMLInputElement>('#w-picture');
  const alt = part<HTMLInputElement>('#w-alt');
  const area = part<HTMLTextAreaElement>('#w-body');
  const list = part('[data-pictures]');
  const tell = (words: string) => part('[data-picture-status]')?.replaceChildren(words);

  async function add(): Promise<void> {
    const [chosen] = file?.files ?? [];
    const words = cleanLine(alt?.value ?? '');
    if (!chosen || !area) {
      tell(texts['write.picture.none']);
      return file?.focus();
    }
    if (words === '') {
      tell(texts['write.picture.alt.none']);
      return alt?.focus();
    }
    tell(texts['write.picture.busy']);
    const data = await shrink(chosen);
    const taken = pictures.map(({ name }) => name.replace(/\.jpg$/, ''));
    const name = `${fileNameFor(words.split(' ').slice(0, 6).join(' '), taken, 'billede')}.jpg`;
    pictures.push({ name, data });
    const { value, selectionStart: from, selectionEnd: to } = area;
    const before = value.slice(0, from);
    const line = `![${words.replace(/[[\]\\]/g, '\\$&')}](./${name})`;
    const text = `${before.trim() && '\n\n'}${line}\n\n`;
    apply(area, { from, to, text, select: [from + text.length, from + text.length] });
    if (file) file.value = '';
    if (alt) alt.value = '';
    show();
    changed();
    tell(fill(texts['write.picture.done'], { name, size: Math.round(bytesOf(data).length / 1000) }));
  }

  function show(): void {
    if (!list) return;
    list.hidden = pictures.length === 0;
    list.replaceChildren(
      ...pictures.map((picture) => {
        const item = document.createElement('li');
        item.append(
          button(fill(texts['write.picture.save'], picture), () =>
            saveAs(picture.name, bytesOf(picture.data), 'image/jpeg'),
          ),
          button(fill(texts['write.picture.drop'], picture), () => {
            pictures.splice(pictures.indexOf(picture), 1);
            show();
            changed();
            file?.focus();
          }),
        );
        return item;
      }),
    );
  }

  part('[data-picture-add]')?.addEventListener('click', () => {
    add().catch(() => tell(texts['write.picture.unreadable']));
  });
  return show;
}

function button(words: string, press: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'button quiet' });
  made.textContent = words;
  made.addEventListener('click', press);
  return made;
}
