/** `npm run inbox`: the board's way into the inbox. Without a word it asks about each case; `-- help` lists the rest. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { longMoment, today } from '../lib/days.ts';
import { askTerminal } from './ask.ts';
import { approve, carryOutLabels, purge, reject, type Outcome } from './moderation.ts';
import { inboxFrom } from './node.ts';
import { spelled } from './pages.ts';
import { typeIn } from './paper.ts';
import { placeFiles } from './place.ts';
import type { Found } from './queue.ts';
import { siteIndexPath, siteIndexSchema } from './site-index.ts';

const help = `npm run inbox                              læs og afgør det, der venter, ét ad gangen
npm run inbox -- list                      vis, hvad der venter
npm run inbox -- show <sag>                vis én sag
npm run inbox -- approve <sag> ["grund"]   vis svaret på siden. For en anmeldelse: fjern svaret; grunden bliver vist.
                                           For en tekst til siden: læg filen i content/
npm run inbox -- reject <sag> "grund"      vis det ikke; den, der skrev, kan læse grunden
npm run inbox -- remove <svar> "grund"     fjern et svar, der står på siden (id'et står efter #svar- i linket)
npm run inbox -- paper                     skriv et svar ind, der kom på papir, pr. mail eller på et møde
npm run inbox -- labels                    gør, hvad mærkerne på GitHub siger, og slet det, der er over 30 dage`;

const root = resolve(import.meta.dirname, '../..');
const [command = '', first = '', second = ''] = process.argv.slice(2);
const commands: Readonly<Record<string, () => Promise<number>>> = {
  '': () => (process.stdin.isTTY ? decideAll() : list()),
  list,
  show: async () => withCase(async (found) => say(told(found))),
  approve: () => withCase(approveOne),
  reject: () => withCase(rejectOne),
  remove,
  paper: () => typeIn(root, process.argv.slice(3)),
  labels,
  help: async () => say(help),
};

function open() {
  return inboxFrom(process.env, root);
}

async function list(): Promise<number> {
  const { queue } = open();
  const found = await queue.open();
  if (found.length === 0) return say('Der venter ikke noget.');
  for (const { item } of found) {
    const first = item.words?.files?.[0]?.path ?? item.words?.text.split('\n')[0] ?? '';
    const marks = item.labels.length > 0 ? `  [se efter: ${item.labels.join('; ')}]` : '';
    const who = item.kind === 'article' ? '' : `${item.thread}  ${item.words?.name ?? ''}: `;
    say(`${spelled(item.id)}  ${kindOf(item)}  ${who}${first.slice(0, 60)}${marks}`);
  }
  return 0;
}

/** One case after another, until there are no more or one has had enough. */
async function decideAll(): Promise<number> {
  const { queue } = open();
  const found = await queue.open();
  if (found.length === 0) return say('Der venter ikke noget.');
  const { ask, close } = askTerminal();
  for (const each of found) {
    say(`\n${told(each)}\n`);
    const answer = (await ask('g = godkend, a = afvis, Enter = vent, q = stop: '))?.trim().toLowerCase();
    if (answer === undefined || answer === 'q') break;
    if (answer !== 'g' && answer !== 'a') continue;
    const isTold = answer === 'a' || each.item.kind === 'report';
    const who = answer === 'g' ? 'bliver vist på siden' : 'den, der skrev, kan læse den';
    const reason = isTold ? await ask(`Grund (${who}): `) : '';
    if (reason === undefined) break;
    await (answer === 'g' ? approveOne(each, reason) : rejectOne(each, reason));
  }
  close();
  return 0;
}

async function withCase(act: (found: Found, reason: string) => Promise<number>): Promise<number> {
  const { queue } = open();
  const number = first.toLowerCase().replace(/[^0-9a-z]/g, '');
  if (!number) return complain('Skriv sagsnummeret også. Du finder det med: npm run inbox -- list');
  const found = (await queue.find(number)) ?? (await queue.open()).find(({ item }) => item.id === number);
  if (!found) return complain(`Der er ingen sag med nummeret ${first}. Se dem, der venter, med: npm run inbox -- list`);
  return act(found, second);
}

async function approveOne({ ref, item }: Found, reason: string): Promise<number> {
  if (item.kind === 'report' && !reason.trim()) {
    return complain('Skriv en grund. Den bliver vist på siden, hvor svaret stod.');
  }
  const files = item.words?.files ?? [];
  const placed = await placeFiles(root, files);
  if ('problem' in placed) return complain(placed.problem);
  const { queue, publisher } = open();
  const outcome = await approve(queue, publisher, ref, reason.trim());
  if (outcome !== 'approved') await placed.takeBack();
  const paths = files.map(({ path }) => path).join(' og ') || 'content/';
  const words = {
    reply: 'Svaret er godkendt.',
    report: 'Svaret bliver fjernet.',
    article: `Teksten ligger i ${paths}. Læs den igennem dér, og læg den på GitHub som andre tekster.`,
  };
  return after(outcome, 'approved', `${words[item.kind]} Kører siden med npm start, er den bygget igen om et øjeblik.`);
}

async function rejectOne({ ref }: Found, reason: string): Promise<number> {
  if (!reason.trim()) return complain('Skriv en grund. Den, der skrev, har krav på at få den at vide.');
  const outcome = await reject(open().queue, ref, reason.trim());
  return after(outcome, 'rejected', 'Teksten er slettet. Grunden kan læses med det private link i 30 dage.');
}

const already: Readonly<Record<Outcome, string>> = {
  approved: 'Sagen er allerede godkendt.',
  rejected: 'Sagen er allerede afvist.',
  withdrawn: 'Den, der skrev, har selv fortrudt.',
  gone: 'Sagen er her ikke længere.',
};

const after = (outcome: Outcome, wanted: Outcome, words: string) =>
  outcome === wanted ? say(words) : complain(already[outcome]);

async function remove(): Promise<number> {
  const id = first.replace(/^.*#svar-/, '');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    return complain('Skriv svarets id, fx gh-123. Det står efter #svar- i linket.');
  if (!second.trim()) return complain('Skriv en grund. Den bliver vist på siden, hvor svaret stod.');
  const { publisher, discussions } = open();
  const thread = await threadOf(id);
  // Folders of this machine ask for no thread; GitHub has one Discussion for each.
  if (discussions && thread === undefined) {
    return complain(`Der står ikke noget svar med id'et ${id} på den side, der er bygget. Kør npm run build først.`);
  }
  await publisher.remove({ thread: thread ?? '', id }, { day: today(), reason: second.trim() });
  return say('Svaret bliver fjernet, og der kommer til at stå hvornår og hvorfor.');
}

/** The thread a reply stands in on the built site; `undefined` when it is not there. */
async function threadOf(id: string): Promise<string | undefined> {
  const text = await readFile(join(root, 'dist', siteIndexPath), 'utf8').catch(() => '{}');
  const index = Object.entries(siteIndexSchema.parse(JSON.parse(text)));
  return index.find(([, { replies }]) => Object.hasOwn(replies, id))?.[0];
}

async function labels(): Promise<number> {
  const { queue, publisher } = open();
  const done = await carryOutLabels(queue, publisher);
  for (const { item, outcome } of done) say(`${spelled(item.id)}: ${outcomeWords[outcome]}`);
  const purged = await purge(queue, new Date());
  await publisher.tidy();
  return say(`${done.length} sager er afgjort. ${purged} er slettet, fordi de var over 30 dage.`);
}

const outcomeWords: Readonly<Record<Outcome, string>> = {
  approved: 'godkendt',
  rejected: 'afvist',
  withdrawn: 'fortrudt af den, der skrev',
  gone: 'findes ikke længere',
};

function told({ item }: Found): string {
  const { words, thread, parent, received, labels: marks } = item;
  return [
    `Sag ${spelled(item.id)} · ${kindOf(item)} · ${longMoment(received)}`,
    ...(thread ? [`Om: ${thread}${parent && `, svar ${parent}`}`] : []),
    ...(words && !words.files
      ? [`Navn: ${words.name || 'ikke oplyst'}${words.place && `, ${words.place}`}${words.ties && ` (${words.ties})`}`]
      : []),
    ...(marks.length > 0 ? [`Se efter: ${marks.join('; ')}`] : []),
    '',
    ...(words?.files?.map(({ path, text }) => `${path}:\n\n${text}`) ?? [words?.text ?? `(${item.state})`]),
  ].join('\n');
}

const kindOf = ({ kind }: Found['item']) => ({ reply: 'svar', report: 'anmeldelse', article: 'tekst til siden' })[kind];

function say(words: string): 0 {
  console.log(words);
  return 0;
}

function complain(words: string): 1 {
  console.error(words);
  return 1;
}

try {
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  process.exitCode = run ? await run() : complain(`»${command}« er ikke en kommando.\n\n${help}`);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.exitCode = complain(`Indbakken kan ikke bruges lige nu: ${reason}`);
}
