import { longDay } from '../lib/days.ts';
import { initialsOf } from '../lib/initials.ts';
import { minutesToRead } from '../lib/reading.ts';
import { typeset } from '../lib/typeset.ts';
import { fill, writeTexts as texts } from '../texts.ts';
import { parseProblem } from '../gate/body-rules.ts';
import { cleanLine } from './clean.ts';
import { newWriter, type Draft, type Picture } from './draft.ts';
import { dress, partOf } from './dress.ts';
import { bodyOf } from './files.ts';
import { previewOf } from './preview.ts';

/** What the byline says of somebody. */
export interface Person {
  readonly name: string;
  readonly role: string;
  readonly ties: string;
  readonly url?: string;
}

/** Shows the draft as the site will show it. */
export function show(
  form: HTMLFormElement,
  draft: Draft,
  people: Readonly<Record<string, Person>>,
  pictures: readonly Picture[],
): void {
  const put = (name: string, ...nodes: (Node | string)[]) =>
    form.querySelector(`[data-preview-${name}]`)?.replaceChildren(...nodes);
  const isOpinion = draft.kind !== 'nyhed';
  put('kicker', partOf(isOpinion ? draft.kind : draft.newsKind));
  put('title', typeset(cleanLine(draft.title)) || texts['write.preview.title']);
  put('lead', typeset(cleanLine(draft.lead)) || texts['write.preview.lead']);
  put('byline', byline(draft, people));
  form.querySelector<HTMLElement>('[data-preview-note]')?.toggleAttribute('hidden', !isOpinion);
  const body = bodyOf(draft);
  try {
    const page = new DOMParser().parseFromString(previewOf(body, pictures), 'text/html');
    dress(page.body);
    // A press on a link must not take the writer away from the text.
    for (const link of page.querySelectorAll('a')) Object.assign(link, { target: '_blank', rel: 'noopener' });
    for (const picture of page.querySelectorAll('img')) picture.decoding = 'async';
    put('body', ...page.body.childNodes);
    put('stuck');
  } catch (error) {
    put('stuck', fill(texts['write.preview.stuck'], { line: parseProblem(error).line ?? 1 }));
  }
}

function byline(draft: Draft, people: Readonly<Record<string, Person>>): DocumentFragment {
  const isNew = draft.writer === newWriter;
  const person: Person = (!isNew && people[draft.writer]) || {
    name: typeset(cleanLine(draft.name)) || texts['write.preview.name'],
    role: typeset(cleanLine(draft.role)),
    ties: typeset(cleanLine(draft.ties)),
  };
  const part = partOf('byline', {
    navn: person.name,
    rolle: person.role === person.name ? '' : person.role,
    tilknytning: person.ties,
    bogstaver: initialsOf(person.name),
  });
  const words = part.querySelector('.writer .quiet-text');
  words?.replaceChildren((words.textContent ?? '').replace(/^\s*\.\s*/, '').trim());
  const link = part.querySelector('a');
  if (person.url) Object.assign(link ?? {}, { href: person.url, target: '_blank' });
  else link?.removeAttribute('href');
  const [time, minutes] = part.querySelectorAll('.dots > *');
  time?.replaceChildren(/^\d{4}-\d\d-\d\d$/.test(draft.day) ? longDay(draft.day) : '');
  minutes?.replaceChildren((minutes.textContent ?? '').replace(/\d+/, String(minutesToRead(bodyOf(draft)))));
  return part;
}
