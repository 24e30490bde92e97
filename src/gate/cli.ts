/**
 * `npm run gate`: everything wrong with the texts of `content/`, and what an editor should look at again. Exit code 0
 * when the site can be built, 1 when something must be put right, 2 when it was asked for wrongly.
 */
import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { annotationsOf, unheeded } from './annotations.ts';
import { checkContent } from './check.ts';
import { readContent } from './content-files.ts';
import { verdictReportOf } from './report.ts';
import { verdictSummaryOf } from './summary.ts';
import { warningsOf } from './warnings.ts';

const help = `npm run gate                ser alle tekster i content/ igennem: fejl, og det, der kan blive bedre
npm run gate -- --github    gør det på GitHub: mærker ved linjerne og et resumé`;

process.exitCode = await run(process.argv.slice(2), process.cwd());

/** Does what `values` say to the project in `root`, and gives the exit code. */
async function run(values: readonly string[], root: string): Promise<0 | 1 | 2> {
  const options = optionsIn(values);
  if (options === undefined) {
    console.error(`»${values.join(' ')}« kan ikke bruges her. Skriv en af disse:\n\n${help}`);
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const content = await readContent(root);
  const errors = await checkContent(root, content);
  const warnings = await warningsOf(root, { content });
  const count = content.texts.length;
  const report = verdictReportOf(errors, warnings, count);
  if (options.github) {
    const { GITHUB_STEP_SUMMARY: summary } = process.env;
    if (summary) await appendFile(summary, verdictSummaryOf(errors, warnings, count));
    // What others wrote is in the report: GitHub shows it, and does not obey it.
    console.log(
      [unheeded(report, randomUUID()), ...annotationsOf(errors), ...annotationsOf(warnings, 'warning')].join('\n'),
    );
  } else console.log(report);
  return errors.length > 0 ? 1 : 0;
}

function optionsIn(values: readonly string[]) {
  const options = { github: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...values], options }).values;
  } catch {
    return undefined;
  }
}
