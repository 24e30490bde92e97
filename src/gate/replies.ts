import { z } from 'zod';
import { today } from '../lib/days.ts';
import { readOne, type TextFile } from './content-files.ts';
import { checkFields } from './check-fields.ts';
import { readYaml } from './front-matter.ts';
import { messages, type Message, type Problem } from './messages.ts';
import { nearestOf } from './nearest.ts';
import { isRecord, nearestPiece, ringsIn, type Read } from './references.ts';
import { takedownSchema } from './schema.ts';

const takedownFile = 'content/svar/_fjernet.yaml';

/** A reply that lives on GitHub or came by the form: the gate cannot know whether it is there. */
const isElsewhere = (id: string) => /^(gh-\d+|f-[0-9a-z]{12})$/.test(id);

/** Replies that were typed in: what they answer must exist, and not lie ahead; and the take-downs. */
export async function checkReplies(
  root: string,
  texts: readonly TextFile[],
  read: readonly Read[],
): Promise<Problem[]> {
  const pieces = texts
    .filter(({ collection }) => collection === 'debat' || collection === 'nyheder')
    .map(({ collection, id }) => `${collection}/${id}`);
  const replies = read.filter(({ file }) => file.collection === 'svar');
  const parents = new Map(
    replies.flatMap(({ file, data }) => (typeof data['svarTil'] === 'string' ? [[file.id, data['svarTil']]] : [])),
  );
  const rings = ringsIn(parents);
  const siblings = Map.groupBy(replies, ({ data }) => data['til']);
  const isPiece = new Set(pieces);
  const problems = replies.flatMap(({ file, front, data }) => {
    const own: Problem[] = [];
    const refuse = (field: string, message: Message) =>
      own.push({ file: file.file, ...front.placeOf([field]), ...message });
    if (isElsewhere(file.id))
      own.push({ file: file.file, ...messages.fileName(`${file.id}.md`, `svar-${file.id}.md`) });
    const { til, svarTil, dato } = data;
    if (typeof til === 'string' && !isPiece.has(til)) {
      refuse('til', messages.pieceUnknown('til', til, nearestPiece(til, pieces)));
    }
    if (typeof dato === 'string' && /^\d{4}-\d\d-\d\d$/.test(dato) && dato > today()) {
      refuse('dato', messages.replyInFuture(dato));
    }
    if (typeof svarTil === 'string' && !isElsewhere(svarTil)) {
      const same = siblings.get(til)?.map((other) => other.file.id) ?? [];
      if (!same.includes(svarTil)) refuse('svarTil', messages.replyUnknown(svarTil, nearestOf(svarTil, same)));
      else if (rings.has(file.id)) refuse('svarTil', messages.replyInRing());
    }
    return own;
  });
  return [...problems, ...(await checkTakedowns(root, replies))];
}

async function checkTakedowns(root: string, replies: readonly Read[]): Promise<Problem[]> {
  const { text = '', problems: unread } = await readOne(root, takedownFile);
  const front = readYaml(text, takedownFile);
  if (Array.isArray(front)) return [...unread, ...front];
  if (text.replace(/^\s*#.*$/gm, '').trim() === '') return unread;
  if (!Array.isArray(front.data))
    return [...unread, { file: takedownFile, ...front.placeOf([]), ...messages.takedownList() }];
  const problems = [...unread, ...checkFields(front, z.array(takedownSchema()), takedownFile)];
  const known = replies.map(({ file }) => file.id);
  const seen = new Set<string>();
  for (const [index, entry] of front.data.entries()) {
    const id: unknown = isRecord(entry) ? entry['id'] : undefined;
    if (typeof id !== 'string') continue;
    const refuse = (message: Message) =>
      problems.push({ file: takedownFile, ...front.placeOf([index, 'id']), ...message });
    if (seen.has(id)) refuse(messages.takedownTwice(id));
    else if (!isElsewhere(id) && !known.includes(id)) refuse(messages.takedownUnknown(id, nearestOf(id, known)));
    seen.add(id);
  }
  return problems;
}
