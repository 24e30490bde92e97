import { z } from 'zod';
import { dataComment, dataIn } from '../github/data-comment.ts';
import { site } from '../site.ts';
import { githubAddress } from '../write/ways.ts';
import type { Issue } from './issue-queries.ts';
import { spelled } from './pages.ts';
import { markdownOf } from './plain-text.ts';
import {
  caseSchema,
  caseStates,
  wordsSchema,
  type ArticleFile,
  type Case,
  type CaseState,
  type Marked,
  type Waiting,
} from './queue.ts';

/** Labels the board sets on a phone. */
const yes = 'godkend';
const no = 'afvis';

/** Title of the issue: nothing a person wrote. */
export const issueTitle = ({ kind, thread, id }: Case): string =>
  `${kind === 'article' ? 'Tekst til siden' : `${kind === 'reply' ? 'Svar på' : 'Anmeldelse under'} ${thread}`} (sag ${spelled(id)})`;

/** Body of the issue: what to do, and the case as data; nothing a person wrote. */
export function issueBody(item: Case): string {
  const { words: _, ...data } = item;
  const about = item.parent ? ` Det gælder svaret ${item.parent}.` : '';
  const marks = item.labels.length > 0 ? `\n\nSe efter: ${item.labels.join('; ')}.` : '';
  return `${said(item)}${about}${marks}\n\n${dataComment('sag', data)}`;
}

function said({ kind, state, decision }: Case): string {
  const reason = decision?.reason ? ` ${decision.reason}` : '';
  if (state === 'approving') return 'Sagen er godkendt og bliver lagt på siden nu.';
  if (state === 'shown') {
    if (kind === 'article') return 'Redaktionen har taget imod teksten.';
    return kind === 'reply' ? 'Svaret er vist på siden.' : `Svaret er fjernet fra siden.${reason}`;
  }
  if (state === 'rejected') return `Afvist.${reason}`;
  if (state === 'withdrawn') return 'Den, der skrev, har fortrudt, eller sagen er slettet, fordi den blev for gammel.';
  if (kind === 'article')
    return `En tekst til siden venter. Den står i den første kommentar.\n\n- Skal den på siden, så tryk »Opret filen« ved hver fil. Sæt mærket **${yes}** her, når det er gjort.\n- Skal den ikke, så skriv grunden som en kommentar, og sæt mærket **${no}**. Den, der skrev, kan læse grunden.\n\nBegge dele sletter teksten her.`;
  return kind === 'reply'
    ? `Et svar venter. Det står i den første kommentar.\n\n- Skal det vises, så sæt mærket **${yes}**.\n- Skal det ikke, så skriv grunden som en kommentar, og sæt mærket **${no}**. Den, der skrev, kan læse grunden.\n\nBegge dele sletter teksten her.`
    : `Nogen har anmeldt noget på siden. Begrundelsen står i den første kommentar.\n\n- Skal svaret fjernes, så skriv grunden som en kommentar, og sæt mærket **${yes}**. Grunden bliver vist på ${site.name}.\n- Skal det blive stående, så skriv grunden som en kommentar, og sæt mærket **${no}**. Den, der anmeldte, kan læse grunden.`;
}

/** The comment that holds what a person wrote: to be read, and as data. */
export function wordsComment({ words }: Waiting): string {
  if (words.files) return `${words.files.map(fileToCreate).join('\n\n')}\n\n${dataComment('ord', words)}`;
  const who = [
    `Navn: ${markdownOf(words.name) || 'ikke oplyst'}`,
    ...(words.place ? [`Bor: ${markdownOf(words.place)}`] : []),
    ...(words.ties ? [`Rolle: ${markdownOf(words.ties)}`] : []),
  ];
  return `${who.join('  \n')}\n\n---\n\n${markdownOf(words.text)}\n\n${dataComment('ord', words)}`;
}

/** A file to be read, and a link to GitHub's page where it is made. */
function fileToCreate(file: ArticleFile): string {
  const { path, text } = file;
  const longestFence = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longestFence + 1);
  const { href, isWhole } = site.giscus ? githubAddress(file, site.giscus.repo) : { href: '', isWhole: true };
  const how = isWhole ? '' : ' og sæt teksten herunder ind';
  return `**${path}**${href && ` · [Opret filen](${href})${how}`}\n\n${fence}mdx\n${text.trimEnd()}\n${fence}`;
}

const stepSchema = z.strictObject({ from: z.array(z.enum(caseStates)), next: caseSchema });

/** The comment that moves a case on, if it still is in one of the states `from`: to be read, and as data. */
export function stepComment(from: readonly CaseState[], { words: _, ...next }: Case): string {
  return `${said(next)}\n\n${dataComment('skridt', { from, next })}`;
}

/** The step in a comment. */
export function readStep(body: string): z.output<typeof stepSchema> | undefined {
  const parsed = stepSchema.safeParse(dataAtEnd('skridt', body));
  return parsed.success ? parsed.data : undefined;
}

/** The case in an issue's body, as it came. */
export function readBody(body: string): Case | undefined {
  const parsed = caseSchema.safeParse(dataAtEnd('sag', body));
  return parsed.success ? parsed.data : undefined;
}

/** What a person wrote, in a comment. */
export function readWords(body: string): Case['words'] {
  const parsed = wordsSchema.safeParse(dataAtEnd('ord', body));
  return parsed.success ? parsed.data : undefined;
}

/** What the labels ask for; the reason is the last comment a person wrote. Both labels at once ask for nothing. */
export function wishIn({ labels, comments }: Issue, { kind }: Case): Marked['wish'] | undefined {
  const names = (labels?.nodes ?? []).map(({ name }) => name.toLowerCase());
  const verdict = names.includes(yes) ? 'approve' : 'reject';
  if (names.includes(yes) === names.includes(no)) return undefined;
  const given = comments.nodes
    .filter(({ author }) => author?.__typename === 'User')
    .at(-1)
    ?.body.trim();
  const isTold = verdict === 'reject' || kind === 'report';
  const otherwise =
    kind === 'report' && verdict === 'reject' ? 'Svaret følger debatreglerne.' : 'Det følger ikke debatreglerne.';
  return { verdict, reason: isTold ? (given ?? otherwise) : '' };
}

/** The data at the end of a text. */
const dataAtEnd = (kind: string, text: string): unknown => dataIn(text, new RegExp(`<!-- ${kind} (\\{.*\\}) -->\\s*$`));
