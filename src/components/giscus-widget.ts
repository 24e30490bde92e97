import 'giscus';

/** Facts the page hands over as JSON; all are attributes of `<giscus-widget>` but the last three. */
interface Facts {
  attributes: Record<string, string>;
  /** Address of the text on the public site, which a new Discussion links to. */
  backlink: string;
  /** Danish name of the frame. */
  title: string;
}

const origin = 'https://giscus.app';
const patience = 15_000;

/**
 * Puts the giscus frame into `place` and waits for its first word.
 * @throws when storage is blocked, or nothing is heard from giscus.app within 15 seconds, or it reports a fault.
 */
export async function mount(place: HTMLElement, facts: Facts): Promise<void> {
  const backlink = document.createElement('meta');
  backlink.name = 'giscus:backlink';
  backlink.content = facts.backlink;
  document.head.append(backlink);

  const answer = firstWord();
  const widget = document.createElement('giscus-widget');
  for (const [name, value] of Object.entries(facts.attributes)) widget.setAttribute(name, value);
  place.replaceChildren(widget);
  try {
    await widget.updateComplete;
    widget.shadowRoot?.querySelector('iframe')?.setAttribute('title', facts.title);
    await answer;
  } catch (error) {
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
