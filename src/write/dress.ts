import { barOf, drawingOf } from '../editorial/bars.ts';

/** A copy of one of the site's own parts (`Parts.astro`) with each `§name§` replaced by what is `given`. */
export function partOf(name: string, given: Readonly<Record<string, string>> = {}): DocumentFragment {
  const parts = document.querySelector<HTMLTemplateElement>('template[data-parts]');
  const part = parts?.content.querySelector(`[data-part="${name}"]`)?.cloneNode(true) as HTMLElement | undefined;
  const fragment = document.createDocumentFragment();
  if (!part) return fragment;
  const filled = (text: string) => text.replace(/§(\w*)§/g, (_, key: string) => given[key] ?? '');
  for (const node of textsIn(part)) node.data = filled(node.data);
  for (const element of part.querySelectorAll('*'))
    for (const { name: attribute, value } of element.attributes)
      if (value.includes('§')) element.setAttribute(attribute, filled(value));
  fragment.append(...part.childNodes);
  return fragment;
}

/** Puts the site's own boxes where `previewOf` marked them, the innermost first. */
export function dress(root: ParentNode): void {
  for (const place of [...root.querySelectorAll<HTMLElement>('[data-box]')].reverse()) {
    const name = place.dataset['box'] ?? '';
    const given = JSON.parse(place.dataset['given'] ?? '{}') as Record<string, string>;
    const box = partOf(name, given);
    box.querySelector('[data-inside]')?.replaceWith(...place.childNodes);
    trim[name]?.(box, given, place);
    place.replaceWith(box);
  }
}

type Trim = (box: DocumentFragment, given: Readonly<Record<string, string>>, place: HTMLElement) => void;

/** What a box leaves out when it is not given. */
const trim: Readonly<Record<string, Trim>> = {
  Citat: (box, { hvem }) => !hvem && box.querySelector('figcaption')?.remove(),
  Figur: (box, { tekst, kredit }) => {
    if (!kredit) box.querySelector('small')?.remove();
    if (!tekst && !kredit) box.querySelector('figcaption')?.remove();
  },
  Fakta: (box, { titel }) => {
    if (titel) return;
    for (const node of textsIn(box.querySelector('.title'))) node.data = node.data.replace(/:\s*$/, '');
    const aside = box.querySelector('aside');
    aside?.setAttribute('aria-label', aside.getAttribute('aria-label')?.replace(/:\s*$/, '') ?? '');
  },
  Kontakt: (box, given) => {
    for (const [index, name] of ['telefon', 'mail', 'adresse', 'tid'].entries()) {
      const line = box.querySelectorAll('dl > div')[index];
      line?.classList.toggle('gone', !given[name]);
      if (name === 'telefon')
        line?.querySelector('a')?.setAttribute('href', `tel:${given[name]?.replace(/[^\d+]/g, '') ?? ''}`);
    }
    for (const line of box.querySelectorAll('.gone')) line.remove();
  },
  Diagram: drawChart,
};

function drawChart(
  box: DocumentFragment,
  { enhed, kilde }: Readonly<Record<string, string>>,
  place: HTMLElement,
): void {
  const bars = [...place.querySelectorAll('li')].flatMap(({ textContent }) => barOf(textContent) ?? []);
  const svg = box.querySelector('svg');
  const sample = svg?.querySelector('g');
  const line = box.querySelector('tbody tr');
  const drawing = drawingOf(bars);
  svg?.setAttribute('height', drawing.height);
  svg?.replaceChildren(
    ...drawing.rows.map(({ label, labelY, barY, width, value, valueY }) => {
      const group = sample?.cloneNode(true) as SVGGElement;
      const [name, number] = group.querySelectorAll('text');
      const bar = group.querySelector('rect');
      name?.setAttribute('y', labelY);
      name?.replaceChildren(label);
      bar?.setAttribute('y', barY);
      bar?.setAttribute('width', width);
      number?.setAttribute('x', width);
      number?.setAttribute('y', valueY);
      number?.replaceChildren(value);
      return group;
    }),
  );
  line?.parentElement?.replaceChildren(
    ...bars.map(({ label, shown }) => {
      const row = line.cloneNode(true) as HTMLElement;
      row.querySelector('th')?.replaceChildren(label);
      row.querySelector('td')?.replaceChildren(shown);
      return row;
    }),
  );
  if (!enhed && !kilde) box.querySelector('figcaption')?.remove();
}

function textsIn(root: Node | null): Text[] {
  const found: Text[] = [];
  if (!root) return found;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}
