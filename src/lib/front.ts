import { getEntry } from 'astro:content';
import type { Article } from './articles.ts';
import { today } from './days.ts';
import { typeset } from './typography.ts';

/** What the board says on the front page: notice and meeting only until their day has passed. */
export async function getFront() {
  const entry = await getEntry('forside', 'forside');
  const now = today();
  const { notice, meeting, shortcuts = [] } = entry?.data ?? {};
  return {
    notice: notice && notice.until >= now ? { ...notice, text: typeset(notice.text) } : undefined,
    meeting: meeting && meeting.day >= now ? meeting : undefined,
    shortcuts,
  };
}

/** The story the front page opens with: the newest debate piece that answers no other, else the newest of all. */
export const leadStory = (articles: readonly Article[]) =>
  articles.find(({ section, answers }) => section === 'debat' && answers === undefined) ?? articles[0];
