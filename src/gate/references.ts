import type { Collection, TextFile } from './content-files.ts';
import type { FrontMatter } from './front-matter.ts';
import { messages, type Message, type Problem } from './messages.ts';
import { nearestOf } from './nearest.ts';

/** A text whose fields could be read. */
export interface Read {
  readonly file: TextFile;
  readonly front: FrontMatter;
  readonly data: Readonly<Record<string, unknown>>;
}

/** First parts of addresses the site uses itself, where no page of `sider/` can be. */
const reserved = new Set(
  'debat nyheder emner skribenter rettelser soeg a-aa arkiv 404 feed pagefind side deling svar skriv'.split(' '),
);
/** Two files at one address, and pages where the site itself lives. */
export function checkAddresses(texts: readonly TextFile[]): Problem[] {
  const owners = new Map<string, string>();
  return texts.flatMap(({ collection, id, file }) => {
    const address = `/${[collection !== 'sider' && collection, id].filter(Boolean).join('/')}/`.replace('//', '/');
    const other = owners.get(address);
    owners.set(address, file);
    if (other) return [{ file, ...messages.sameAddress(other, address) }];
    const isTaken = id === '' || (collection === 'sider' && reserved.has(id.split('/')[0] ?? ''));
    return isTaken ? [{ file, ...messages.reservedAddress(address) }] : [];
  });
}

/** Writers, topics and pieces that are named but do not exist, and answers that go in a ring. */
export function checkReferences(texts: readonly TextFile[], read: readonly Read[]): Problem[] {
  const idsOf = (collection: Collection) => texts.filter((text) => text.collection === collection).map(({ id }) => id);
  const writers = idsOf('skribenter');
  const topics = idsOf('emner');
  const pieces = [...idsOf('debat').map((id) => `debat/${id}`), ...idsOf('nyheder').map((id) => `nyheder/${id}`)];
  const answers = new Map(
    read.flatMap(({ file, data }) =>
      typeof data['svarPaa'] === 'string' ? [[`${file.collection}/${file.id}`, data['svarPaa'] as string]] : [],
    ),
  );
  const rings = ringsIn(answers);
  const isPiece = new Set(pieces);
  return read.flatMap(({ file, front, data }) => {
    if (file.collection !== 'debat' && file.collection !== 'nyheder') return [];
    const at = (path: readonly PropertyKey[], message: Message): Problem => ({
      file: file.file,
      ...front.placeOf(path),
      ...message,
    });
    const problems: Problem[] = [];
    for (const [path, id] of namesIn(data, 'skribent')) {
      if (!writers.includes(id)) problems.push(at(path, messages.writerUnknown(id, nearestOf(id, writers))));
    }
    for (const [path, id] of namesIn(data, 'emner')) {
      if (!topics.includes(id)) problems.push(at(path, messages.topicUnknown(id, nearestOf(id, topics))));
    }
    const target = data['svarPaa'];
    if (typeof target === 'string') {
      if (!isPiece.has(target))
        problems.push(at(['svarPaa'], messages.pieceUnknown('svarPaa', target, nearestPiece(target, pieces))));
      else if (rings.has(`${file.collection}/${file.id}`)) problems.push(at(['svarPaa'], messages.answersItself()));
    }
    return problems;
  });
}

/** A bare file name is the commonest slip: `min-titel` for `debat/min-titel`. */
export const nearestPiece = (target: string, pieces: readonly string[]) =>
  pieces.find((piece) => piece.endsWith(`/${target.replace(/^\/|\/$/g, '')}`)) ??
  pieces.find((piece) => `/${piece}/` === target) ??
  nearestOf(target, pieces);

/** Those that `answers` lead from and, by however many steps, back to. */
export function ringsIn(answers: ReadonlyMap<string, string>): ReadonlySet<string> {
  const rings = new Set<string>();
  const seen = new Set<string>();
  for (const start of answers.keys()) {
    const way: string[] = [];
    let at: string | undefined = start;
    for (; at !== undefined && !seen.has(at); at = answers.get(at)) {
      seen.add(at);
      way.push(at);
    }
    const first = at === undefined ? -1 : way.indexOf(at);
    if (first >= 0) way.slice(first).forEach((each) => rings.add(each));
  }
  return rings;
}

/** Threads must be one text's own, or replies would stand under the wrong one. */
export function checkThreads(read: readonly Read[]): Problem[] {
  const owners = new Map<string, TextFile>();
  const pieces = read.filter(({ file: { collection } }) => collection === 'debat' || collection === 'nyheder');
  const own = ({ data }: Read) => (typeof data['traad'] === 'string' ? data['traad'].trim() : undefined);
  // Whoever writes another's name is told, not whoever bears it.
  const ordered = [...pieces.filter((piece) => !own(piece)), ...pieces.filter(own)];
  return ordered.flatMap((piece) => {
    const { file, front } = piece;
    const thread = own(piece) ?? file.id;
    const owner = owners.get(thread);
    owners.set(thread, file);
    const isOneAddress = owner?.collection === file.collection && owner.id === file.id;
    const other = isOneAddress ? undefined : owner?.file;
    return other ? [{ file: file.file, ...front.placeOf(['traad']), ...messages.sameThread(thread, other) }] : [];
  });
}

/** The names in a field that holds one or a list of them, each with its path. */
function namesIn(data: Read['data'], field: string): [readonly PropertyKey[], string][] {
  const value = data[field];
  const found = Array.isArray(value) ? value.map((each, index) => [[field, index], each]) : [[[field], value]];
  return found.filter((each): each is [PropertyKey[], string] => typeof each[1] === 'string');
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
