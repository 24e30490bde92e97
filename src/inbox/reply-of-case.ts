import type { Reply } from '../replies/model.ts';
import { markdownOf } from './plain-text.ts';
import type { Case } from './queue.ts';

/** An approved case as a reply of the site. */
export const replyOfCase = ({
  id,
  parent,
  received,
  words,
}: Case & { readonly words: NonNullable<Case['words']> }): Reply => ({
  id: `f-${id}`,
  channel: 'formular',
  ...(parent && { parent }),
  name: words.name,
  ...(words.place && { place: words.place }),
  ...(words.ties && { ties: words.ties }),
  isBoard: false,
  created: received,
  state: 'shown',
  text: markdownOf(words.text),
  isMail: false,
});
