import { allowed } from '../editorial/allowed.ts';
import { cleanText } from './clean.ts';
import { codeIn } from './parse.ts';

const boxes = Object.keys(allowed).join('|');
const value = `"[^"]*"|'[^']*'|\\{[^{}]*\\}`;
/** A whole tag of one of our boxes: it, and nothing else that begins with `<`, is more than text. */
const tag = `</?(?:${boxes})(?:\\s+[\\w-]+(?:\\s*=\\s*(?:${value}))?)*\\s*/?>`;

/** What MDX or Markdown would not show as it was typed, one alternative each; the first that fits is meant. */
const special = new RegExp(
  [
    /(?<kept>\\[^])/.source,
    `(?<tag>${tag}|<(?=/?(?:${boxes})(?![\\w.:-])))`,
    /<(?<link>(?:https?:\/\/|mailto:)[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>/.source,
    /(?<target>\]\(\s*<[^<>\n]*>)/.source,
    /(?<address>\bhttps?:\/\/[^\s<`]+)/.source,
    /(?<sign>[<{}]|\[(?=\^)|^[ \t>]*=+(?=[ \t]*$)|^[ \t>*+\d.)-]*\[(?=[^[\]\n]+\]:(?![ \t]*(?:https?:|mailto:|tel:|\/(?!\/)|#))))/
      .source,
    /(?<start>^(?=(?:im|ex)port\b))/.source,
  ].join('|'),
  'gm',
);

/**
 * What a person typed, as Markdown for an `.mdx` file that shows just that: `<`, `{` and a line that begins with `import`
 * are text; our boxes, links and code stay what they are. Every line keeps its number.
 */
export function asText(typed: string): string {
  const text = cleanText(typed);
  const code = codeIn(text.replace(new RegExp(tag, 'g'), (each) => each.replace(/[^\n]/g, 'x')));
  let done = 0;
  let result = '';
  special.lastIndex = 0;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const { 0: all, index } = found;
    const inside = code.find(([start, end]) => start <= index && index < end);
    if (inside) {
      special.lastIndex = inside[1];
      continue;
    }
    result += text.slice(done, index) + shown(all, found.groups ?? {});
    done = index + all.length;
    if (all === '') special.lastIndex += 1;
  }
  return result + text.slice(done);
}

function shown(all: string, { kept, tag, link, target, address, sign, start }: Record<string, string | undefined>) {
  if (kept !== undefined || tag !== undefined || target !== undefined) return all;
  if (start !== undefined) return ' ';
  if (address !== undefined) return withoutBraces(address);
  if (sign !== undefined) return `${all.slice(0, -1)}\\${all.slice(-1)}`;
  return linkTo(link ?? '');
}

/** `<https://…>` and `<navn@…>` as a link that shows its address. */
function linkTo(written: string): string {
  const address = withoutBraces(written);
  const href = /^(https?|mailto):/.test(address) ? address : `mailto:${address}`;
  const label = address.replace(/^mailto:/, '').replace(/[[\]*_`\\]/g, '\\$&');
  return `[${label}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

const withoutBraces = (address: string) => address.replaceAll('{', '%7B').replaceAll('}', '%7D');
