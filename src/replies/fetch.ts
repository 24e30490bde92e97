/** `npm run replies:fetch`: all replies from GitHub into the snapshot the build reads. Exit code 0 when it can be used. */
import { parseArgs } from 'node:util';
import { publishedPieces } from '../gate/pieces.ts';
import { site } from '../site.ts';
import { readSettings } from './settings.ts';
import { snapshotFile } from './snapshot.ts';
import { asker } from '../github/transport.ts';
import { updateSnapshot } from './update.ts';

const { values } = parseArgs({ options: { 'accept-drop': { type: 'boolean', default: false } } });
const settings = readSettings(process.env);
if ('missing' in settings) {
  console.error(settings.missing);
  process.exit(1);
}
const pieces = await publishedPieces(process.cwd());
const { outcome, messages, cost } = await updateSnapshot({
  ask: asker(settings.access),
  place: settings.place,
  threads: pieces.map(({ thread }) => thread),
  file: snapshotFile,
  publicCopy: process.env['REPLIES_PUBLIC_COPY'] ?? `${site.url}/debat/svar.json`,
  isDropAccepted: values['accept-drop'],
  now: new Date(),
});
const mark = outcome === 'fetched' ? '' : process.env['GITHUB_ACTIONS'] ? '::warning::' : '';
for (const message of messages) console.log(mark + message.replaceAll('\n', ' '));
if (cost !== undefined) console.log(`Det kostede ${cost} af GitHubs point.`);
process.exitCode = outcome === 'failed' ? 1 : 0;
