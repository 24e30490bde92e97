/**
 * `npm run control`: what GitHub does with a pull request, done here. Looks at everything that has changed since the
 * branch left `--base` (default `main`), saved in git or not. Exit code 1 when something must be put right, 2 when it was
 * asked for wrongly.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { today } from '../lib/days.ts';
import { annotationsOf, unheeded } from './annotations.ts';
import { pagesShowing, readChanges, type Changes, type ShownPage } from './changes.ts';
import { checkContent } from './check.ts';
import { readContent, type Content } from './content-files.ts';
import type { Problem } from './messages.ts';
import { checkMoved } from './moves.ts';
import { previewOf, type PreviewPage } from './preview.ts';
import { linesOf, remarkOf, reportOf } from './report.ts';
import { isContent, summaryOf } from './summary.ts';
import { builtFilesOf, copyWithout, tryBuild, type Trial } from './trial.ts';
import { warningsOf } from './warnings.ts';

/** One question to the content of `root`, which began at the commit `start`. */
interface Check {
  readonly level: 'error' | 'warning';
  readonly run: (root: string, start: string, content: Content) => Promise<readonly Problem[] | undefined>;
}

/** What the content is asked, in this order. A new check is a new row. */
const checks: readonly Check[] = [
  { level: 'error', run: (root, _, content) => checkContent(root, content) },
  { level: 'error', run: checkMoved },
  { level: 'warning', run: (root, _, content) => warningsOf(root, { content }) },
];

const root = process.cwd();
const { base, out } = optionsIn(process.argv.slice(2));
const isOnGitHub = process.env['GITHUB_ACTIONS'] === 'true';

try {
  process.exitCode = (await control(await readChanges(root, base))) ? 0 : 1;
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function optionsIn(args: readonly string[]): { readonly base: string; readonly out: string } {
  const options = {
    base: { type: 'string', default: 'main' },
    out: { type: 'string', default: '.cache/kontrol' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    return { base: values.base, out: resolve(root, values.out) };
  } catch {
    console.error('Skriv: npm run control, og hvis der skal sammenlignes med en anden gren end main: -- --base gren');
    process.exit(2);
  }
}

/** Runs everything, writes summary and preview, and gives true when nothing must be put right. */
async function control({ start, changes }: Changes): Promise<boolean> {
  await mkdir(out, { recursive: true });
  const found: Record<'error' | 'warning', Problem[]> = { error: [], warning: [] };
  const content = await readContent(root);
  for (const { level, run } of checks) found[level].push(...((await run(root, start, content)) ?? []));
  const { texts } = content;
  const files = changes.filter(isContent).map(({ file }) => file);
  const pages = new Map(files.map((file) => [file, pagesShowing(file, texts)]));

  const { trials, remarks, forget } = await build(found.error, start, [...pages.values()].flat());
  const [trial] = trials;
  const absent = found.error.flatMap(({ file }) => pagesShowing(file, texts).map(({ address }) => address));
  // A link to a text that is refused leads nowhere only until that text is put right.
  found.error.push(
    ...(trial?.problems ?? []).filter(({ what }) => !absent.some((address) => what.includes(`»${address}`))),
  );
  const isBroken = trial !== undefined && !trial.isBuilt && found.error.length === 0;
  const failure = isBroken ? endOf(trial.said) : undefined;

  const wanted = new Map([...pages.values()].flat().map((page) => [page.address, page]));
  const shown = await builtPages([...wanted.values()], absent, trials, remarks);
  await writeFile(join(out, 'forhaandsvisning.html'), await previewOf(shown, remarks, builtFilesOf(trials)));
  await forget();

  const errors = own(found.error, files);
  const warnings = found.warning.filter(({ file }) => files.includes(file));
  const addresses = new Set(shown.map(({ address }) => address));
  const summary = summaryOf({ changes, pages, errors, warnings, shown: addresses, failure, today: today() });
  await writeFile(join(out, 'resume.md'), summary);
  const { GITHUB_STEP_SUMMARY: page, GITHUB_OUTPUT: output } = process.env;
  if (page) await appendFile(page, summary);
  if (output) await appendFile(output, `kode=${changes.every(isContent) ? 'nej' : 'ja'}\n`);

  if (errors.length > 0) tell(reportOf(errors));
  if (warnings.length > 0) tell(`${remarkOf(warnings)}\n\n${linesOf(warnings)}\n`);
  if (failure !== undefined) tell(failure);
  if (isOnGitHub) console.log([...annotationsOf(errors), ...annotationsOf(warnings, 'warning')].join('\n'));
  const count = `${files.length} filer i content/ er ændret. ${shown.length} sider er i forhåndsvisningen.`;
  const places = ['resume.md', 'forhaandsvisning.html'].map((name) => relative(root, join(out, name)));
  tell([count, ...places].join('\n'));
  return errors.length === 0 && failure === undefined;
}

/** Builds what can be built: the project itself, or without what is refused; and once more for what waits for its day. */
async function build(refused: readonly Problem[], start: string, pages: readonly ShownPage[]) {
  const remarks: string[] = [];
  const trials: Trial[] = [];
  const copy = refused.length > 0 ? await copyWithout(root, start, refused) : undefined;
  const place = refused.length > 0 ? copy : root;
  if (place === undefined) remarks.push('Fejlene gør, at ingen sider kan bygges. De står i resuméet.');
  else {
    const first = await tryBuild(place, join(place, '.cache/kontrol-side'));
    trials.push(first);
    const days = pages.flatMap(({ day, isDraft }) => (!isDraft && day !== undefined && day > today() ? day : []));
    const last = days
      .filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))
      .sort()
      .at(-1);
    if (last && existsSync(join(first.folder, 'index.html')))
      trials.push(await tryBuild(place, join(place, '.cache/kontrol-senere'), last));
    if (!first.isBuilt) remarks.push('Siden kunne ikke bygges helt. Her er de sider, der blev færdige.');
  }
  if (copy) remarks.push('Filer med fejl er ikke med her. De står i resuméet.');
  const forget = async () => {
    for (const { folder } of trials) await rm(folder, { recursive: true, force: true });
    if (copy) await rm(copy, { recursive: true, force: true });
  };
  return { trials, remarks, forget };
}

/** Each wanted page from the first build that has it; what is missing is said in `remarks`. */
async function builtPages(
  wanted: readonly ShownPage[],
  absent: readonly string[],
  trials: readonly Trial[],
  remarks: string[],
): Promise<PreviewPage[]> {
  const pages: PreviewPage[] = [];
  for (const { address, title, isDraft } of wanted) {
    // A refused text is built as it was before, and that is not what was asked for.
    const bytes = absent.includes(address) ? undefined : await builtFilesOf(trials)(`${address}index.html`);
    if (bytes) pages.push({ address, title, html: bytes.toString('utf8') });
    else remarks.push(isDraft ? `»${title}« er en kladde og vises ikke på siden.` : `»${title}« er ikke med her.`);
  }
  return pages;
}

/** Those about the changed files first: only the first ten become annotations. */
function own(problems: readonly Problem[], files: readonly string[]): Problem[] {
  const isOwn = (problem: Problem) => files.includes(problem.file);
  return [...problems.filter(isOwn), ...problems.filter((problem) => !isOwn(problem))];
}

/** The last lines of what a build said: there it says why it stopped. */
function endOf(said: string): string {
  return said.trimEnd().split('\n').slice(-20).join('\n').slice(-4000);
}

/** What others wrote may be in `text`: on GitHub it is shown, and not obeyed. */
function tell(text: string): void {
  console.log(isOnGitHub ? unheeded(text, randomUUID()) : text);
}
