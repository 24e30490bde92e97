/** `npm run doctor`: what is set up, what is missing, and where it is told how. Exit code 1 when something is missing. */
import { access, constants, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { accessTo, type App } from './github/app.ts';
import { asker, FetchError, patient, type Ask } from './github/transport.ts';
import { site } from './site.ts';

/** One thing that was looked at: `good`, `bad` (it must be mended), or `open` (it cannot be seen from here). */
export interface Finding {
  readonly verdict: 'good' | 'bad' | 'open';
  /** Danish: what is so. */
  readonly what: string;
  /** Danish: what to do; empty when all is well. */
  readonly how: string;
}

const good = (what: string): Finding => ({ verdict: 'good', what, how: '' });
const bad = (what: string, how: string): Finding => ({ verdict: 'bad', what, how });
const open = (what: string, how: string): Finding => ({ verdict: 'open', what, how });

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks at everything that can be looked at from this machine. */
export async function examine(environment: Environment, root: string): Promise<readonly Finding[]> {
  return [
    ...checkSite(),
    await checkFolder(root),
    ...(await checkOwners(root)),
    checkSecret(environment),
    ...(await checkRepository(environment)),
    ...(await checkInbox(environment)),
  ];
}

function checkSite(): Finding[] {
  const isExample = /\.example$/.test(new URL(site.url).hostname);
  const where = 'src/site.ts';
  return [
    isExample
      ? bad(`Sidens adresse er stadig eksemplet ${site.url}.`, `Skriv jeres egen adresse i ${where} (url).`)
      : good(`Sidens adresse er ${site.url}.`),
    site.mail.endsWith('.example')
      ? bad(`Redaktionens mail er stadig eksemplet ${site.mail}.`, `Skriv jeres egen i ${where} (mail).`)
      : good(`Redaktionens mail er ${site.mail}.`),
    site.giscus?.repo === 'beboerdebat/beboerdebat'
      ? bad('giscus peger på eksemplets arkiv.', `Gå til giscus.app, og kopiér de fire værdier til ${where} (giscus).`)
      : site.giscus
        ? good(`giscus bruger ${site.giscus.repo}.`)
        : good('giscus er slået fra.'),
    site.inbox ? good('Formularen er slået til.') : good('Formularen er slået fra; svar kommer pr. mail og på papir.'),
  ];
}

async function checkFolder(root: string): Promise<Finding> {
  const folder = join(root, '.data');
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return good('Mappen .data kan skrives i.');
  } catch {
    return bad('Mappen .data kan ikke skrives i.', 'Giv den bruger, der kører siden, ret til at skrive i mappen.');
  }
}

/** Who must say yes to a change: `.github/CODEOWNERS` with this community's own names. */
async function checkOwners(root: string): Promise<Finding[]> {
  const file = '.github/CODEOWNERS';
  const text = await readFile(join(root, file), 'utf8').catch(() => undefined);
  if (text === undefined) return [open(`${file} er her ikke.`, 'Den hører til i arkivet på GitHub.')];
  const how = 'Skriv dem, der skal godkende tekster og kode hos jer. De skal have skriveadgang til arkivet.';
  return /@beboerdebat-/.test(text)
    ? [bad(`${file} nævner stadig eksemplets navne.`, how)]
    : [good(`${file} er jeres egen.`)];
}

function checkSecret({ INBOX_SECRET: secret = '' }: Environment): Finding {
  if (secret === '') {
    return open('INBOX_SECRET er ikke sat.', 'Sæt den på serveren. Lav en med: openssl rand -hex 32');
  }
  return secret.split(',').every((each) => each.trim().length >= 32)
    ? good('INBOX_SECRET er sat.')
    : bad('INBOX_SECRET er for kort.', 'Lav en ny med: openssl rand -hex 32');
}

const repositorySchema = z.object({
  repository: z.object({
    isPrivate: z.boolean(),
    rulesets: z.object({ nodes: z.array(z.object({ enforcement: z.string() })) }).nullable(),
    hasDiscussionsEnabled: z.boolean(),
    discussionCategories: z.object({ nodes: z.array(z.object({ name: z.string() })) }),
  }),
});
/** What is asked about the public repository. */
export const repositoryQuery = `query Examine($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    isPrivate hasDiscussionsEnabled discussionCategories(first: 25) { nodes { name } }
    rulesets(first: 25) { nodes { enforcement } }
  }
}`;

async function checkRepository(environment: Environment): Promise<Finding[]> {
  const token = environment['GITHUB_TOKEN'];
  const repository = environment['GITHUB_REPOSITORY'] ?? site.giscus?.repo;
  if (!repository) return [];
  if (!token) {
    return [
      open(`${repository} er ikke undersøgt.`, 'Sæt GITHUB_TOKEN til et token, der må læse arkivet, og prøv igen.'),
    ];
  }
  const ask = asker({ url: urlOf(environment), token }, { ...patient, tries: 1 });
  return told(repository, async () => {
    const found = repositorySchema.parse(await ask(repositoryQuery, namesOf(repository))).repository;
    const category = site.giscus?.category ?? 'Debat';
    const hasCategory = found.discussionCategories.nodes.some(({ name }) => name === category);
    return [
      found.isPrivate
        ? bad(`${repository} er privat, så læserne ikke kan se debatten dér.`, 'Gør det offentligt under Settings.')
        : good(`${repository} er offentligt.`),
      found.hasDiscussionsEnabled
        ? good('Discussions er slået til.')
        : bad('Discussions er slået fra.', 'Sæt kryds ved Discussions under Settings → General → Features.'),
      found.rulesets?.nodes.some(({ enforcement }) => enforcement === 'ACTIVE')
        ? good('main er beskyttet af et regelsæt.')
        : bad('Ingen regler beskytter main.', 'Gå til Settings → Rules → Rulesets, og importér .github/ruleset.json.'),
      hasCategory
        ? good(`Kategorien »${category}« findes.`)
        : bad(
            `Kategorien »${category}« findes ikke.`,
            'Opret den under Discussions → Categories, af slagsen Announcement.',
          ),
    ];
  });
}

const inboxSchema = z.object({
  repository: z.object({
    isPrivate: z.boolean(),
    labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullable(),
  }),
});
/** What is asked about the private repository. */
export const inboxQuery = `query ExamineInbox($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { isPrivate labels(first: 100) { nodes { name } } }
}`;

async function checkInbox(environment: Environment): Promise<Finding[]> {
  const id = environment['INBOX_APP_ID'];
  if (!id) return [good('Svar uden konto gemmes på jeres egen server (ingen GitHub App er nævnt).')];
  const names = ['INBOX_INSTALLATION_ID', 'INBOX_APP_KEY', 'INBOX_REPOSITORY'] as const;
  const missing = names.filter((name) => !environment[name]);
  if (missing.length > 0)
    return [bad(`${missing.join(' og ')} mangler.`, 'Se README, »From nothing to a live site«, trin 7 og 8.')];
  const app: App = {
    api: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
    graphql: urlOf(environment),
    id,
    installation: Number(environment['INBOX_INSTALLATION_ID']),
    key: (environment['INBOX_APP_KEY'] ?? '').replaceAll('\\n', '\n'),
  };
  const inbox = environment['INBOX_REPOSITORY'] ?? '';
  const repository = environment['GITHUB_REPOSITORY'] ?? site.giscus?.repo ?? '';
  const asking = (name: string, right: string): Ask =>
    asker(accessTo(app, name, { [right]: 'write' }, { ...patient, tries: 1 }), { ...patient, tries: 1 });
  return [
    ...(await told(inbox, async () => {
      const found = inboxSchema.parse(await asking(inbox, 'issues')(inboxQuery, namesOf(inbox))).repository;
      const labels = (found.labels?.nodes ?? []).map(({ name }) => name.toLowerCase());
      const lacking = ['godkend', 'afvis'].filter((name) => !labels.includes(name));
      return [
        found.isPrivate
          ? good(`${inbox} er privat.`)
          : bad(
              `${inbox} er offentligt, så alle kan læse det, der venter.`,
              'Gør det privat under Settings med det samme.',
            ),
        lacking.length === 0
          ? good('Mærkerne godkend og afvis findes.')
          : bad(`Mærket ${lacking.join(' og ')} findes ikke i ${inbox}.`, 'Opret det under Issues → Labels.'),
      ];
    })),
    ...(await told(repository, async () => {
      await asking(repository, 'discussions')(repositoryQuery, namesOf(repository));
      return [good(`Appen må skrive i debatten i ${repository}.`)];
    })),
    site.inbox?.app
      ? good(`Svar fra appen ${site.inbox.app} bliver vist under skribentens navn.`)
      : bad(
          'Appens navn står ikke i src/site.ts.',
          'Skriv det under inbox.app, ellers bliver svarene vist som appens egne.',
        ),
  ];
}

/** What `look` finds, or what GitHub said instead. */
async function told(repository: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const said = error instanceof FetchError ? error.message : 'svaret var ikke, som det skulle være';
    return [
      bad(
        `GitHub svarede ikke, som det skulle, om ${repository}: ${said}.`,
        'Se efter, at navnet, nøglen og appens rettigheder er rigtige.',
      ),
    ];
  }
}

const urlOf = (environment: Environment) => environment['GITHUB_GRAPHQL_URL'] ?? 'https://api.github.com/graphql';

function namesOf(repository: string): { owner: string; name: string } {
  const [owner = '', name = ''] = repository.split('/');
  return { owner, name };
}

if (import.meta.main) {
  const findings = await examine(process.env, resolve(import.meta.dirname, '..'));
  const marks = { good: '✓', bad: '✗', open: '?' } as const;
  for (const { verdict, what, how } of findings) console.log(`${marks[verdict]} ${what}${how && `\n    → ${how}`}`);
  const wrong = findings.filter(({ verdict }) => verdict === 'bad').length;
  console.log(wrong === 0 ? '\nAlt, der kan ses herfra, er på plads.' : `\n${wrong} ting mangler.`);
  process.exitCode = wrong === 0 ? 0 : 1;
}
