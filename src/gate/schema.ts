import { z } from 'zod';
import { site } from '../site.ts';
import { messages, type Message } from './messages.ts';

/** Text of a Zod issue: the gate splits it again, Astro's own guard prints it as it is. */
const line = (message: Message) => `${message.what}\n${message.instead}`;

/** The error of a field that is missing or of the wrong type, with an example to follow. */
export const problem = (example: string) => (issue: { input?: unknown }) =>
  line(
    issue.input === undefined || issue.input === null ? messages.fieldMissing(example) : messages.fieldType(example),
  );

function text(example: string, limit = 400) {
  const field = example.split(':')[0] ?? '';
  const words = z
    .string({ error: problem(example) })
    .trim()
    .min(1, { error: line(messages.fieldMissing(example)) })
    .refine((value) => value.length <= limit, {
      error: (issue) => line(messages.fieldLong(field, String(issue.input).length, limit)),
    });
  return z.preprocess(undoDate, words);
}

/** YAML readers that make a `Date` of a day are undone. */
const undoDate = (value: unknown) => (value instanceof Date ? value.toISOString().slice(0, 10) : value);

/** True when `value` is `YYYY-MM-DD` and that day is in the calendar. */
export function isDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value;
}

/** A day in Copenhagen as `YYYY-MM-DD`. YAML readers that make a `Date` of it are undone first. */
function day(field: string) {
  const example = `${field}: 2026-05-14`;
  return z.preprocess(
    undoDate,
    z.string({ error: problem(example) }).superRefine((value, context) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) {
        context.addIssue({ code: 'custom', message: line(messages.dayFormat(value)) });
      } else if (!isDay(value)) {
        context.addIssue({ code: 'custom', message: line(messages.dayImpossible(value)) });
      }
    }),
  );
}

function choice<const T extends readonly [string, ...string[]]>(field: string, choices: T) {
  return z.enum(choices, {
    error: (issue) =>
      line(
        issue.input === undefined
          ? messages.fieldMissing(`${field}: ${choices[0]}`)
          : messages.choice(field, String(issue.input), choices),
      ),
  });
}

const yes = (field: string) => z.boolean({ error: problem(`${field}: true`) });

/** An address a reader may follow: on this site (`/x/`) or `https:`/`http:`/`mailto:`. */
const link = (field = 'link') =>
  text(`${field}: https://adresse.dk`).refine(
    (value) => /^(\/(?!\/)|https?:\/\/[^\s/]+|mailto:\S+@)\S*$/.test(value) && URL.canParse(value, site.url),
    {
      error: (issue) => line(messages.linkFormat(String(issue.input))),
    },
  );

/** One value or a list of them, always given on as a list. */
const oneOrMore = (example: string) => {
  const one = text(example);
  return z
    .union([one, z.array(one).min(1, { error: line(messages.fieldMissing(example)) })], { error: problem(example) })
    .transform((value) => (typeof value === 'string' ? [value] : value));
};

/** How a picture's file is read: Astro's `image()` in the build, a plain path in the gate. */
export type Picture<File extends z.ZodType> = () => File;

const strict = <Shape extends z.ZodRawShape>(shape: Shape, example = 'felt: tekst') =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? problem(example)(issue) : undefined),
  });

function pieceFields<File extends z.ZodType>(picture: Picture<File>) {
  return {
    /** The headline, here and in every list. At most 120 characters. */
    titel: text('titel: En kort og klar overskrift', 120),
    /** The lead: one or two sentences under the headline, in lists, feeds and searches. At most 400 characters. */
    manchet: text('manchet: Hvad teksten handler om, i en eller to sætninger.'),
    /** The day it is published. A later day waits until a build on that day. */
    dato: day('dato'),
    /** Who wrote it: one or more file names from `skribenter/`. */
    skribent: oneOrMore('skribent: redaktionen'),
    /** What it is about: one or more file names from `emner/`. */
    emner: oneOrMore('emner: [hverdag]'),
    /** The picture at the top, in lists and in shared links. */
    billede: strict(
      {
        /** The picture beside the text: `./navn.jpg`. */
        fil: picture(),
        /** What the picture shows, for those who cannot see it. */
        alt: text('alt: To blokke med en gård imellem'),
        /** The caption. */
        tekst: text('tekst: Gården en aften i maj').optional(),
        /** Who made the picture. */
        kredit: text('kredit: "Tegning: redaktionen"').optional(),
      },
      'billede:',
    ).optional(),
    /** The last day the text was changed in a way readers should know of. */
    opdateret: day('opdateret').optional(),
    /** What was wrong and is now right; also shown on `/rettelser/`. */
    rettelser: z
      .array(
        strict(
          { dato: day('dato'), tekst: text('tekst: Vi skrev … Det rigtige er …', 1000) },
          'rettelser: en liste, hvor hver linje begynder med - dato:',
        ),
        { error: problem('rettelser: en liste, hvor hver linje begynder med - dato:') },
      )
      .default([]),
    /** Where it was printed before. */
    foerstBragt: strict(
      { medie: text('medie: Afdelingsbladet'), dato: day('dato'), link: link().optional() },
      'foerstBragt: medie og dato på hver sin linje, rykket to mellemrum ind',
    ).optional(),
    /** What the facts rest on, as a list under the text. */
    kilder: z
      .array(
        strict(
          { titel: text('titel: Kildens navn'), link: link().optional() },
          'kilder: en liste, hvor hver linje begynder med - titel:',
        ),
        { error: problem('kilder: en liste, hvor hver linje begynder med - titel:') },
      )
      .default([]),
    /** `lukket` keeps the replies but takes no more. */
    svar: choice('svar', ['aabent', 'lukket']).default('aabent'),
    /** `true` keeps it off the site; it shows, marked, in `npm run dev`. */
    kladde: yes('kladde').default(false),
    /** The permanent name of the reply thread, kept when the file is renamed. Default: the file name. */
    traad: text('traad: mit-indlaeg', 100).optional(),
  };
}

interface RawPiece<File> {
  titel: string;
  manchet: string;
  dato: string;
  skribent: string[];
  emner: string[];
  billede?: { fil: File; alt: string; tekst?: string | undefined; kredit?: string | undefined } | undefined;
  opdateret?: string | undefined;
  rettelser: { dato: string; tekst: string }[];
  foerstBragt?: { medie: string; dato: string; link?: string | undefined } | undefined;
  kilder: { titel: string; link?: string | undefined }[];
  svar: 'aabent' | 'lukket';
  kladde: boolean;
  traad?: string | undefined;
}

/** The Danish keys of a piece under their English names. */
function translatePiece<File>(raw: RawPiece<File>) {
  return {
    title: raw.titel,
    lead: raw.manchet,
    day: raw.dato,
    writers: raw.skribent,
    topics: raw.emner,
    picture: raw.billede && {
      file: raw.billede.fil,
      alt: raw.billede.alt,
      caption: raw.billede.tekst,
      credit: raw.billede.kredit,
    },
    updated: raw.opdateret,
    corrections: raw.rettelser.map(({ dato, tekst }) => ({ day: dato, text: tekst })),
    firstPublished: raw.foerstBragt && {
      medium: raw.foerstBragt.medie,
      day: raw.foerstBragt.dato,
      link: raw.foerstBragt.link,
    },
    sources: raw.kilder.map(({ titel, link: href }) => ({ title: titel, link: href })),
    isOpen: raw.svar === 'aabent',
    isDraft: raw.kladde,
    thread: raw.traad,
  };
}

/** `content/debat/`: opinion pieces, and answers to them. */
export function debateSchema<File extends z.ZodType>(picture: Picture<File>) {
  return strict({
    ...pieceFields(picture),
    /** The piece it answers: `debat/filnavn` or `nyheder/filnavn`. Linked both ways. */
    svarPaa: text('svarPaa: debat/filnavn').optional(),
  }).transform((raw) => ({
    ...translatePiece(raw as RawPiece<z.output<File>>),
    kind: 'debat' as const,
    answers: raw.svarPaa,
  }));
}

/** `content/nyheder/`: news, explainers and word from the board. */
export function newsSchema<File extends z.ZodType>(picture: Picture<File>) {
  return strict({
    ...pieceFields(picture),
    /** `nyhed` (something happened), `fakta` (an explainer) or `fra-bestyrelsen` (signed by the board). */
    slags: choice('slags', ['nyhed', 'fakta', 'fra-bestyrelsen']),
  }).transform((raw) => ({
    ...translatePiece(raw as RawPiece<z.output<File>>),
    kind: raw.slags,
    answers: undefined,
  }));
}

/** `content/sider/`: information pages; the path is the address. */
export function pageSchema() {
  return strict({
    /** The heading of the page. */
    titel: text('titel: Vaskeriet', 120),
    /** One sentence under the heading and in searches. Default: the first sentence of the text. */
    manchet: text('manchet: Åbningstider, priser og regler for vaskeriet.').optional(),
    /** `true` keeps it off the site; it shows, marked, in `npm run dev`. */
    kladde: yes('kladde').default(false),
  }).transform((raw) => ({ title: raw.titel, lead: raw.manchet, isDraft: raw.kladde }));
}

/** `content/emner/`: topics that gather facts and debate. */
export function topicSchema() {
  return strict({
    /** The topic's name. */
    titel: text('titel: Beboerdemokrati', 60),
    /** One line that says what the topic is about, in lists and searches. */
    beskrivelse: text('beskrivelse: Møder, valg og hvem der bestemmer hvad.', 160),
  }).transform((raw) => ({ title: raw.titel, description: raw.beskrivelse }));
}

/** `content/skribenter/`: those who sign, by name or by role. */
export function writerSchema<File extends z.ZodType>(picture: Picture<File>) {
  return strict({
    /** The name or role shown in the byline. */
    navn: text('navn: Beboer i blok 4', 80),
    /** What the writer is in this matter. */
    rolle: text('rolle: Beboer', 80),
    /** Ties the reader should know of. */
    tilknytning: text('tilknytning: Bor i afdelingen. Sidder ikke i bestyrelsen.', 200),
    /** A portrait, if the writer wants one. */
    billede: strict({ fil: picture(), alt: text('alt: Portræt') }, 'billede:').optional(),
  }).transform((raw) => ({
    name: raw.navn,
    role: raw.rolle,
    ties: raw.tilknytning,
    picture: raw.billede && {
      file: (raw.billede as { fil: z.output<File>; alt: string }).fil,
      alt: raw.billede.alt,
    },
  }));
}

/** `content/svar/`: replies that came on paper, by mail or at a meeting; the text below the fields is the reply. */
export function replyFileSchema() {
  return strict({
    /** The name shown; a first name is enough. */
    navn: text('navn: Beboer i blok 4', 80),
    /** Where the writer lives, as told: a block, not an address. */
    sted: text('sted: Blok 4', 80).optional(),
    /** The writer's part in the matter. */
    tilknytning: text('tilknytning: Medlem af haveudvalget', 120).optional(),
    /** The day it came. */
    dato: day('dato'),
    /** How it came: `papir`, `mail`, `moede` (said at a meeting) or `paa-vegne` (typed in for somebody). */
    kanal: choice('kanal', ['papir', 'mail', 'moede', 'paa-vegne']),
    /** The text it answers: `debat/filnavn` or `nyheder/filnavn`. */
    til: text('til: debat/filnavn'),
    /** The reply it answers: the file name of another reply, or the number in its link (`gh-123`). */
    svarTil: text('svarTil: beboer-i-blok-4').optional(),
    /** `true` when the board itself answers. */
    bestyrelsen: yes('bestyrelsen').default(false),
  }).transform((raw) => ({
    name: raw.navn,
    place: raw.sted,
    ties: raw.tilknytning,
    day: raw.dato,
    channel: raw.kanal,
    to: raw.til,
    parent: raw.svarTil,
    isBoard: raw.bestyrelsen,
  }));
}

/** A line of `content/svar/_fjernet.yaml`: a reply that is taken down, wherever it came from. */
export function takedownSchema() {
  return strict({
    /** The reply: what stands after `#svar-` in its link. */
    id: text('id: gh-123'),
    /** The day it was taken down. */
    dato: day('dato'),
    /** Why; readers see it. */
    grund: text('grund: Røbede private oplysninger om en nabo.', 300),
  }).transform((raw) => ({ id: raw.id, day: raw.dato, reason: raw.grund }));
}

/** `content/_soegeord.yaml`: what the search is to know of words. */
export function searchWordsSchema() {
  const words = (example: string) => z.array(z.string({ error: problem(example) }), { error: problem(example) });
  const synonym = 'skrald: [affald]';
  const oneOrMoreWords = z.preprocess((value) => (typeof value === 'string' ? [value] : value), words(synonym));
  const example = `synonymer: en linje for hvert ord, fx ${synonym}`;
  return strict(
    {
      /** What readers write, and what the site writes instead. */
      synonymer: z.record(z.string(), oneOrMoreWords, { error: problem(example) }).default({}),
      /** Compounds the dictionary does not split, with hyphens where they are to be split. */
      delOrd: words('delOrd: [ud-lejer]').default([]),
      /** Words that are not to be split. */
      delIkke: words('delIkke: [formand]').default([]),
    },
    example,
  );
}

/** `content/forside.yaml`: what stands on the front page besides the texts. */
export function frontSchema() {
  return strict({
    /** The yellow strip on the front page; gone after the day `til`. */
    vigtigt: strict(
      {
        tekst: text('tekst: Det varme vand er lukket onsdag kl. 9-14.', 200),
        link: link().optional(),
        til: day('til'),
      },
      'vigtigt:',
    ).optional(),
    /** The next meeting; gone after its day. */
    moede: strict(
      {
        titel: text('titel: Afdelingsmøde', 80),
        dato: day('dato'),
        tid: text('tid: "19.00"', 20),
        sted: text('sted: Beboerhuset', 80),
        link: link().optional(),
      },
      'moede:',
    ).optional(),
    /** Large buttons to what people come for. */
    findHurtigt: z
      .array(strict({ titel: text('titel: Vaskeri', 40), link: link() }, 'findHurtigt:'), {
        error: problem('findHurtigt: en liste, hvor hver linje begynder med - titel:'),
      })
      .default([]),
  }).transform((raw) => ({
    notice: raw.vigtigt && { text: raw.vigtigt.tekst, link: raw.vigtigt.link, until: raw.vigtigt.til },
    meeting: raw.moede && {
      title: raw.moede.titel,
      day: raw.moede.dato,
      time: raw.moede.tid,
      place: raw.moede.sted,
      link: raw.moede.link,
    },
    shortcuts: raw.findHurtigt.map(({ titel, link: href }) => ({ label: titel, href })),
  }));
}
