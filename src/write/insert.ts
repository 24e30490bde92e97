import { writeTexts } from '../texts.ts';

/** The buttons above the text. */
export const tools = ['bold', 'link', 'heading', 'list', 'quote', 'facts'] as const;
/** One of {@link tools}. */
export type Tool = (typeof tools)[number];

/** A change of a text: `text` in the place of what stands from `from` to `to`, and then what is to be selected. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly select: readonly [from: number, to: number];
}

const sample = (name: string) => writeTexts[`write.sample.${name}` as keyof typeof writeTexts];

/** What the button `tool` does to `value` where `from`–`to` is selected: the selection is kept inside, or else words to write over. */
export function changeFor(tool: Tool, value: string, from: number, to: number): Change {
  const chosen = value.slice(from, to).trim();
  switch (tool) {
    case 'bold':
      return inline('**', chosen.replace(/\s*\n\s*/g, ' ') || sample('bold'), '**');
    case 'link': {
      const words = chosen.replace(/\s*\n\s*/g, ' ') || sample('link');
      const start = from + words.length + 3;
      return { from, to, text: `[${words}](https://)`, select: [start, start + 'https://'.length] };
    }
    case 'heading':
      return block('## ', chosen.replace(/\s*\n\s*/g, ' ') || sample('heading'), '');
    case 'list':
      return block('- ', (chosen || sample('list')).replace(/\n+/g, '\n- '), '');
    case 'quote':
      return /\n\s*\n/.test(chosen)
        ? block(`<Citat hvem="${sample('who')}">\n\n`, chosen, '\n\n</Citat>')
        : block(`<Citat hvem="${sample('who')}">`, chosen || sample('quote'), '</Citat>');
    case 'facts':
      return block(
        `<Fakta titel="${sample('facts')}">\n\n- `,
        chosen.replace(/\n+/g, '\n- ') || sample('fact'),
        '\n\n</Fakta>',
      );
  }

  function inline(before: string, words: string, after: string): Change {
    const start = from + before.length;
    return { from, to, text: before + words + after, select: [start, start + words.length] };
  }

  /** On lines of its own, with an empty line before and after. */
  function block(before: string, words: string, after: string): Change {
    return inline(gap(value.slice(0, from), /\n*$/) + before, words, after + (gap(value.slice(to), /^\n*/) || ''));
  }
}

/** The line breaks that are missing beside `text` for an empty line; none at the beginning or the end of it all. */
function gap(text: string, breaks: RegExp): string {
  return text.trim() === '' ? '' : '\n'.repeat(Math.max(0, 2 - (breaks.exec(text)?.[0].length ?? 0)));
}

/** Does `change` to the text as if it had been typed, so that the device's own undo takes it back. */
export function apply(area: HTMLTextAreaElement, { from, to, text, select }: Change): void {
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, from, to, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  }
  area.setSelectionRange(...(select as [number, number]));
}
