import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openFinder } from '../src/search/find.ts';
import { copySite, type SiteCopy } from './site-copy.ts';

/** A text of a collection of search cases. */
export interface CaseText {
  readonly id: string;
  readonly section: string;
  readonly date: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** What readers ask, and the texts that should be found; a compound is about each of its parts. */
export interface Case {
  readonly category: string;
  readonly query: string;
  readonly relevant: readonly string[];
}

/** How well a search does, each averaged over its queries: of what should be found, of what is found, and the order. */
export interface Score {
  readonly queries: number;
  readonly recall: number;
  readonly precision: number;
  readonly ndcg: number;
}

/** Pages the frame of every page links to. */
const framePages = ['om', 'praktisk', 'kontakt', 'bestyrelsen', 'praktisk/husorden', 'debatregler', 'privatliv'];

/** A copy of the project whose pieces are `texts` and nothing else, ready to be built. */
export async function siteOf(texts: readonly CaseText[]): Promise<SiteCopy> {
  const copy = await copySite();
  await rm(join(copy.folder, 'content'), { recursive: true });
  await copy.write('content/skribenter/redaktionen.mdx', '---\nnavn: R\nrolle: R\ntilknytning: R\n---\n');
  await copy.write('content/emner/emne.mdx', '---\ntitel: X\nbeskrivelse: X\n---\n\nX\n');
  for (const page of [...framePages, 'tilgaengelighed', 'skriv-i-debatten']) {
    await copy.write(`content/sider/${page}${page === 'praktisk' ? '/index' : ''}.mdx`, '---\ntitel: X\n---\n\nX\n');
  }
  for (const { id, section, date, title, paragraphs } of texts) {
    const [lead = '', ...rest] = paragraphs;
    const isDebate = section === 'Debat';
    const fields = [
      `titel: ${JSON.stringify(title)}`,
      `manchet: ${JSON.stringify(lead)}`,
      `dato: ${date}`,
      'skribent: redaktionen',
      'emner: [emne]',
      ...(isDebate ? [] : ['slags: nyhed']),
    ];
    const body = (rest.length > 0 ? rest : [lead]).join('\n\n');
    await copy.write(`content/${folderOf(section)}/${id}.mdx`, `---\n${fields.join('\n')}\n---\n\n${body}\n`);
  }
  return copy;
}

const folderOf = (section: string) => (section === 'Debat' ? 'debat' : 'nyheder');

/** Asks every query of the site in `dist`, and scores the answers by category and in `all`. */
export async function scoresOf(dist: string, texts: readonly CaseText[], cases: readonly Case[]) {
  const idAt = new Map(texts.map(({ id, section }) => [`/${folderOf(section)}/${id}/`, id]));
  const finder = await openFinder(dist);
  const rows: { category: string; recall: number; precision: number; ndcg: number; query: string }[] = [];
  for (const { category, query, relevant } of cases) {
    const { addresses } = await finder.find(query);
    // The frame's own pages are no texts of the case.
    const found = addresses.flatMap((address) => idAt.get(address) ?? []);
    rows.push({ category, query, ...scoreOf(found, new Set(relevant)) });
  }
  finder.close();
  const scores = new Map<string, Score>([['all', averageOf(rows)]]);
  for (const [category, own] of Map.groupBy(rows, (row) => row.category)) scores.set(category, averageOf(own));
  return { scores, rows };
}

/** Binary gain; the order counts to the tenth place. */
export function scoreOf(found: readonly string[], relevant: ReadonlySet<string>): Omit<Score, 'queries'> {
  const right = found.filter((id) => relevant.has(id)).length;
  const gain = (places: readonly boolean[]) =>
    places.slice(0, 10).reduce((sum, isRight, place) => sum + (isRight ? 1 / Math.log2(place + 2) : 0), 0);
  return {
    recall: right / relevant.size,
    precision: found.length === 0 ? 0 : right / found.length,
    ndcg: gain(found.map((id) => relevant.has(id))) / gain([...relevant].map(() => true)),
  };
}

function averageOf(rows: readonly Omit<Score, 'queries'>[]): Score {
  const mean = (key: 'recall' | 'precision' | 'ndcg') => rows.reduce((sum, row) => sum + row[key], 0) / rows.length;
  return { queries: rows.length, recall: mean('recall'), precision: mean('precision'), ndcg: mean('ndcg') };
}
