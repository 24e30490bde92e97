import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { slugOf } from '../lib/addresses.ts';
import { today } from '../lib/days.ts';
import { replyFileSchema } from '../gate/schema.ts';
import { askTerminal } from './ask.ts';
import { longest } from './fingerprint.ts';
import { markdownOf } from './plain-text.ts';

const help = `npm run inbox -- paper spørger om det hele. Du kan også give svarene med:
  --til debat/filnavn --navn "Beboer i blok 4" [--sted "Blok 4"] [--tilknytning "Nabo"] [--kanal papir|mail|moede|paa-vegne]
  [--dato 2026-11-22] [--svarTil filnavn] --tekst svar.txt (eller --tekst - for at skrive teksten ind)`;

const options = {
  til: { type: 'string' },
  navn: { type: 'string' },
  sted: { type: 'string' },
  tilknytning: { type: 'string' },
  kanal: { type: 'string' },
  dato: { type: 'string' },
  svarTil: { type: 'string' },
  tekst: { type: 'string' },
} as const;

/** Types a reply from paper, mail or a meeting into `content/svar/`; gives the exit code. */
export async function typeIn(root: string, values: readonly string[]): Promise<number> {
  let given;
  try {
    given = parseArgs({ args: [...values], options }).values;
  } catch {
    return complain(help);
  }
  const typed = await textFrom(given.tekst);
  if (typed === undefined) return complain(`Filen ${given.tekst} kan ikke læses.`);
  const answers = process.stdin.isTTY && values.length === 0 ? await askAll() : { ...given, tekst: typed };
  if (!answers) return complain('\nIntet er skrevet ind.');
  const { til = '', navn = '', tekst = '' } = answers;
  if (!til || !navn.trim() || !tekst.trim()) return complain(help);
  if (!/^(debat|nyheder)\/[a-z0-9-]+$/.test(til) || !isThere(root, til)) {
    return complain(`Der er ingen tekst, der hedder »${til}«. Skriv den som debat/filnavn eller nyheder/filnavn.`);
  }
  if (tekst.length > longest.text * 3) return complain(`Svaret er over ${longest.text * 3} tegn. Del det i to.`);
  const front = {
    navn: navn.trim(),
    ...(answers.sted && { sted: answers.sted }),
    ...(answers.tilknytning && { tilknytning: answers.tilknytning }),
    dato: answers.dato || today(),
    kanal: answers.kanal || 'papir',
    til,
    ...(answers.svarTil && { svarTil: answers.svarTil }),
  };
  const checked = replyFileSchema().safeParse(front);
  if (!checked.success)
    return complain(checked.error.issues.map(({ message }) => message.replace('\n', ' ')).join('\n'));
  if (front.dato > today()) return complain(`Datoen ${front.dato} er ikke kommet endnu. Skriv den dag, svaret kom.`);
  const path = await write(root, fileNameFor(navn), `---\n${stringify(front)}---\n\n${markdownOf(tekst)}\n`);
  console.log(`Svaret er skrevet ind i ${path}. Kør npm run build, og se, at det står rigtigt.`);
  return 0;
}

const questions = {
  til: 'Hvilken tekst er det svar på (fx debat/filnavn)? ',
  navn: 'Navn, der må vises: ',
  sted: 'Hvor bor personen (fx Blok 4, må være tom)? ',
  tilknytning: 'Rolle i sagen (må være tom): ',
  kanal: 'Hvordan kom det: papir, mail, moede eller paa-vegne (papir)? ',
} as const;

/** Asks about it all; `undefined` when one goes away before the end. */
async function askAll(): Promise<Readonly<Partial<Record<keyof typeof options, string>>> | undefined> {
  const terminal = askTerminal();
  try {
    const answers: Partial<Record<keyof typeof options, string>> = {};
    for (const name of Object.keys(questions) as (keyof typeof questions)[]) {
      const answer = await terminal.ask(questions[name]);
      if (answer === undefined) return undefined;
      answers[name] = answer.trim();
    }
    console.log('Skriv svaret. Slut med en linje, hvor der kun står et punktum.');
    const text: string[] = [];
    for (let line = await terminal.ask(''); line !== '.'; line = await terminal.ask('')) {
      if (line === undefined) return undefined;
      text.push(line);
    }
    return { ...answers, tekst: text.join('\n') };
  } finally {
    terminal.close();
  }
}

/** The text in a file, or as it is typed; `undefined` when the file cannot be read. */
async function textFrom(path: string | undefined): Promise<string | undefined> {
  if (!path) return '';
  return path === '-' ? readAll(process.stdin) : readFile(path, 'utf8').catch(() => undefined);
}

/** A file name made of the name; one that looks like a reply from elsewhere is told apart from it. */
function fileNameFor(name: string): string {
  const slug = slugOf(name) || 'svar';
  return /^(gh-\d+|f-[0-9a-z]{12})$/.test(slug) ? `svar-${slug}` : slug;
}

const isThere = (root: string, til: string) =>
  ['.mdx', '.md', '/index.mdx', '/index.md'].some((end) => existsSync(join(root, 'content', `${til}${end}`)));

/** Writes a new file; one that is there is never written over. */
async function write(root: string, slug: string, text: string): Promise<string> {
  await mkdir(join(root, 'content/svar'), { recursive: true });
  for (let number = 1; ; number += 1) {
    const path = `content/svar/${slug}${number === 1 ? '' : `-${number}`}.md`;
    try {
      await writeFile(join(root, path), text, { flag: 'wx' });
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

function complain(words: string): 1 {
  console.error(words);
  return 1;
}
