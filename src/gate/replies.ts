import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { today } from '../lib/days.ts';
import type { TextFile } from './content-files.ts';
import { checkFields, nearestOf, readYaml } from './front-matter.ts';
import { messages, type Message, type Problem } from './messages.ts';
import { isRecord, isRing, nearestPiece, type Read } from './references.ts';
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
  const problems = replies.flatMap(({ file, front, data }) => {
    const own: Problem[] = [];
    const refuse = (field: string, message: Message) =>
      own.push({ file: file.file, line: front.lineOf([field]), ...message });
    if (isElsewhere(file.id))
      own.push({ file: file.file, ...messages.fileName(`${file.id}.md`, `svar-${file.id}.md`) });
    const { til, svarTil, dato } = data;
    if (typeof til === 'string' && !pieces.includes(til)) {
      refuse('til', messages.pieceUnknown('til', til, nearestPiece(til, pieces)));
    }
    if (typeof dato === 'string' && /^\d{4}-\d\d-\d\d$/.test(dato) && dato > today()) {
      refuse('dato', messages.replyInFuture(dato));
    }
    if (typeof svarTil === 'string' && !isElsewhere(svarTil)) {
      const same = replies.filter((other) => other.data['til'] === til).map((other) => other.file.id);
      if (!same.includes(svarTil)) refuse('svarTil', messages.replyUnknown(svarTil, nearestOf(svarTil, same)));
      else if (isRing(file.id, parents)) refuse('svarTil', messages.replyInRing());
    }
    return own;
  });
  return [...problems, ...(await checkTakedowns(root, replies))];
}

async function checkTakedowns(root: string, replies: readonly Read[]): Promise<Problem[]> {
  const text = await readFile(join(root, takedownFile), 'utf8').catch(() => '');
  const front = readYaml(text, takedownFile);
  if (Array.isArray(front)) return front;
  if (text.replace(/^\s*#.*$/gm, '').trim() === '') return [];
  if (!Array.isArray(front.data)) return [{ file: takedownFile, line: front.lineOf([]), ...messages.takedownList() }];
  const problems = checkFields(front, z.array(takedownSchema()), takedownFile);
  const known = replies.map(({ file }) => file.id);
  const seen = new Set<string>();
  for (const [index, entry] of front.data.entries()) {
    const id: unknown = isRecord(entry) ? entry['id'] : undefined;
    if (typeof id !== 'string') continue;
    const refuse = (message: Message) =>
      problems.push({ file: takedownFile, line: front.lineOf([index, 'id']), ...message });
    if (seen.has(id)) refuse(messages.takedownTwice(id));
    else if (!isElsewhere(id) && !known.includes(id)) refuse(messages.takedownUnknown(id, nearestOf(id, known)));
    seen.add(id);
  }
  return problems;
}
