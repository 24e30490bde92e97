/** `npm run replies:open`: a Discussion for every open text that has none. Run twice, it creates nothing the second time. */
import { publishedPieces } from '../gate/pieces.ts';
import { site } from '../site.ts';
import { openThreads } from './github.ts';
import { readSettings } from './settings.ts';
import { asker, FetchError } from '../github/transport.ts';

const settings = readSettings(process.env);
if ('missing' in settings) {
  console.error(settings.missing);
  process.exit(1);
}
const pieces = (await publishedPieces(process.cwd())).filter(({ isOpen }) => isOpen);
try {
  const { created, existing, cost } = await openThreads(
    asker(settings.access),
    settings.place,
    pieces.map((piece) => ({ ...piece, url: site.url + piece.url })),
  );
  for (const { thread, number } of created) console.log(`Nr. ${number}: ${thread}`);
  console.log(
    `${created.length} tråde er åbnet, ${existing} var der i forvejen. Det kostede ${cost} af GitHubs point.`,
  );
} catch (error) {
  if (!(error instanceof FetchError)) throw error;
  console.error(`Trådene kunne ikke åbnes: ${error.message}.`);
  process.exitCode = 1;
}
