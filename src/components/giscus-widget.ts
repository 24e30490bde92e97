import 'giscus';

/** What the page hands over, as JSON in `data-giscus`. */
interface Facts {
  /** Attributes of `<giscus-widget>`. */
  attributes: Record<string, string>;
  /** Address of the text on the public site, which a new Discussion links to. */
  backlink: string;
  /** Danish name of the frame. */
  title: string;
}

const origin = 'https://giscus.app';
const patience = 15_000;

// The module is bundled without exports, so page and module speak in events on the box: `load`, then `loaded` or `failed`.
for (const box of document.querySelectorAll<HTMLElement>('[data-giscus]')) {
  const facts = JSON.parse(box.dataset['giscus'] ?? '{}') as Facts;
  const place = box.lastElementChild;
  box.addEventListener('load', () => {
    if (!place) return;
    mount(place, facts).then(
      () => box.dispatchEvent(new Event('loaded')),
      () => box.dispatchEvent(new Event('failed')),
    );
  });
}

/**
 * Puts the giscus frame into `place` and waits for its first word.
 * @throws when storage is blocked, or nothing is heard from giscus.app within 15 seconds, or it reports a fault.
 */
async function mount(place: Element, facts: Facts): Promise<void> {
  if (!document.querySelector('meta[name="giscus:backlink"]')) {
    const backlink = document.createElement('meta');
    backlink.name = 'giscus:backlink';
    backlink.content = facts.backlink;
    document.head.append(backlink);
  }
  const answer = firstWord();
  const widget = document.createElement('giscus-widget');
  for (const [name, value] of Object.entries(facts.attributes)) widget.setAttribute(name, value);
  place.replaceChildren(widget);
  try {
    await widget.updateComplete;
    const frame = widget.shadowRoot?.querySelector('iframe');
    if (!frame) throw new Error('giscus could not start');
    frame.title = facts.title;
    await answer;
  } catch (error) {
    answer.catch(() => undefined);
    place.replaceChildren();
    throw error;
  }
}

/** Settles with the first message from giscus.app: a size is well, an error is not (a thread not begun yet is). */
function firstWord(): Promise<void> {
  return new Promise((resolve, reject) => {
    const listen = ({ origin: from, data }: MessageEvent<{ giscus?: { error?: string } }>) => {
      if (from !== origin || typeof data?.giscus !== 'object') return;
      const { error } = data.giscus;
      settle(error && !error.includes('Discussion not found') ? () => reject(new Error(error)) : resolve);
    };
    const timer = setTimeout(() => settle(() => reject(new Error('no answer'))), patience);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      removeEventListener('message', listen);
      end();
    };
    addEventListener('message', listen);
  });
}
