import type { TextFile } from './content-files.ts';
import { plain } from './hints.ts';
import { hints } from './hints-messages.ts';
import type { Message, Problem } from './messages.ts';
import { proseOf } from './prose.ts';

/** What is odd between texts, or between a text and `today` (`YYYY-MM-DD`): titles, and the order of days. */
export const hintsBetween = (texts: readonly TextFile[], today: string): Problem[] => [
  ...sameTitles(texts),
  ...daysFarAhead(texts, today),
  ...earlyAnswers(texts),
];

const fieldOf = (text: TextFile, name: string) => proseOf(text).fields.find((field) => field.name === name);

function at(text: TextFile, field: string, message: Message): Problem {
  const { fields, placeOf } = proseOf(text);
  return { file: text.file, ...placeOf(fields.find(({ name }) => name === field)?.start ?? 0), ...message };
}

function sameTitles(texts: readonly TextFile[]): Problem[] {
  const owners = new Map<string, TextFile>();
  return texts.flatMap((text) => {
    const title = fieldOf(text, 'titel')?.value;
    if (title === undefined) return [];
    const key = `${text.collection} ${plain(title)}`;
    const owner = owners.get(key);
    if (!owner) owners.set(key, text);
    return owner ? [at(text, 'titel', hints.titleTwice(owner.file))] : [];
  });
}

function daysFarAhead(texts: readonly TextFile[], today: string): Problem[] {
  const limit = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return texts.flatMap((text) => {
    const day = fieldOf(text, 'dato')?.value ?? '';
    return /^\d{4}-\d\d-\d\d$/.test(day) && day > limit ? [at(text, 'dato', hints.dayFarAhead(day))] : [];
  });
}

function earlyAnswers(texts: readonly TextFile[]): Problem[] {
  const days = new Map(texts.map((text) => [`${text.collection}/${text.id}`, fieldOf(text, 'dato')?.value]));
  return texts.flatMap((text) => {
    const target = (fieldOf(text, 'svarPaa') ?? fieldOf(text, 'til'))?.value ?? '';
    const day = fieldOf(text, 'dato')?.value;
    const other = days.get(target);
    return day && other && day < other ? [at(text, 'dato', hints.answersEarly(day, target, other))] : [];
  });
}
