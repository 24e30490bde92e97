import { site } from '../site.ts';
import { say } from '../texts.ts';
import type { Content } from './fingerprint.ts';

/** One reason to look twice, or none. */
type Rule = (content: Pick<Content, 'name' | 'text'>, words: readonly string[]) => string | false;

const rules: readonly Rule[] = [
  ({ text }) => (text.match(/\bhttps?:\/\/|\bwww\./gi)?.length ?? 0) >= 3 && say('label.links'),
  ({ text }) => (/(\S)\1{9}/u.test(text) || isRepetitive(text)) && say('label.repeated'),
  ({ text }) => isShouting(text) && say('label.shouting'),
  ({ text, name }, words) => {
    const found = words.filter((word) => isIn(`${name} ${text}`, word));
    return found.length > 0 && say('label.words', { words: found.join(', ') });
  },
  ({ name }) => /bestyrelse|redaktion|formand|kommune|administration/i.test(name) && say('label.board'),
];

/** What the board should look at twice, in Danish. A label stops nothing: a person decides. */
export const labelsOf = (
  content: Pick<Content, 'name' | 'text'>,
  words: readonly string[] = site.inbox?.words ?? [],
): string[] => rules.flatMap((rule) => rule(content, words) || []);

/** The same few words over and over: of fifty words or more, fewer than a fifth are different. */
function isRepetitive(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length >= 50 && new Set(words).size < words.length / 5;
}

function isShouting(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase());
  return letters.length >= 30 && capitals.length > letters.length * 0.8;
}

/** Whether `word` stands in `text` as a word of its own. */
const isIn = (text: string, word: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'iu').test(text);
