/** Every Danish word the interface itself says. `{name}` marks a value that `say` fills in. */
export const texts = {
  'skip.main': 'Gå til indholdet',
  'skip.replies': 'Gå til svarene',
  'nav.label': 'Hovedmenu',
  'nav.crumbs': 'Du er her',
  'nav.home': 'Forside',
  'nav.footer': 'Sidefod',
  'nav.contents': 'På denne side',
  'page.prev': 'Forrige side',
  'page.next': 'Næste side',
  'page.count': 'Side {a} af {b}',
  'page.label': 'Flere sider',
  'page.number': '{title} – side {n}',

  'section.debat': 'Debat',
  'section.nyheder': 'Nyheder',
  'section.sider': 'Information',
  'section.emner': 'Emner',
  'section.skribenter': 'Skribenter',
  'section.rettelser': 'Rettelser',

  'genre.opinion': 'Debat',
  'genre.reply': 'Debat · Svarindlæg',
  'genre.replyShort': 'Svarindlæg',
  'genre.nyhed': 'Nyhed',
  'genre.fakta': 'Fakta',
  'genre.fra-bestyrelsen': 'Fra bestyrelsen',
  'genre.draft': 'Kladde – vises kun her hos dig',
  'opinion.note': 'Indlægget er skribentens egen mening.',

  'by.ties': 'Tilknytning: {ties}',
  'by.and': ' og ',
  'by.more': 'Mere af {name}',
  'topic.more': 'Mere om {topic}',
  'date.updated': 'Opdateret {date}',
  'date.first': 'Først bragt i {medium} {date}',
  'read.time': '{n} min. læsning',
  sources: 'Kilder',
  corrections: 'Rettelser',
  'corrections.tip': 'Har du fundet en fejl?',
  'corrections.write': 'Skriv til redaktionen',

  'thread.title': 'Debatten trin for trin',
  'thread.to': 'Svar på: {title}',
  'thread.from': 'Besvaret af: {title}',
  'thread.here': 'Du læser dette',

  'share.copy': 'Kopiér link',
  'share.done': 'Linket er kopieret',
  'share.failed': 'Linket kunne ikke kopieres. Kopiér adressen i browserens adressefelt.',
  'share.mail': 'Send på mail',
  'share.print': 'Udskriv',

  'reply.title': 'Skriv et svar',
  'reply.closed': 'Debatten er lukket for nye svar.',
  'reply.none': 'Ingen svar endnu',
  'reply.one': '1 svar',
  'reply.many': '{n} svar',
  'reply.how':
    'Du behøver ikke en konto. Skriv en mail til redaktionen. Vi læser svaret, før det vises, og svarer dig, hvis vi har spørgsmål.',
  'reply.pieces': 'Svarindlæg',
  'reply.rules': 'Debatregler',
  'reply.rules.line': 'Hold dig til sagen, og skriv ikke om andres private forhold.',
  'reply.mail': 'Svar pr. mail',
  'reply.mail.subject': 'Svar på: {title}',
  'reply.mail.body':
    'Mit svar på »{title}« ({url}):\n\n\n\nNavn, der må vises (fornavn er nok):\nHvor bor du? (valgfrit):\n',
  'reply.mail.address': 'Eller skriv selv til {mail}.',

  'gh.title': 'Svar med GitHub',
  'gh.note':
    'Har du en konto hos GitHub, kan du svare her. Når du trykker, hentes debatten fra giscus.app og GitHub (USA). De får din IP-adresse.',
  'gh.load': 'Hent debatten fra giscus.app og GitHub',
  'gh.link': 'Læs debatten på github.com',
  'gh.remember': 'Husk mit valg på denne enhed',
  'gh.forget': 'Glem mit valg',
  'gh.loading': 'Henter debatten …',
  'gh.loaded': 'Debatten fra GitHub er hentet.',
  'gh.fail': 'Debatten kunne ikke hentes fra giscus.app lige nu. Du kan stadig svare på de andre måder.',
  'gh.forgotten': 'Dit valg er glemt. Næste gang hentes der kun noget, hvis du trykker.',
  'gh.frame': 'Debatten på GitHub (giscus)',

  'front.urgent': 'Vigtigt',
  'front.more': 'Læs mere',
  'front.meeting': 'Næste møde',
  'front.meeting.text': '{title} kl.\u00a0{time}. {place}.',
  'front.meeting.more': 'Se dagsordenen',
  'front.find': 'Find hurtigt',
  'front.corrections': 'Seneste rettelse',
  'front.topics': 'Emner',

  'list.all': 'Se alle',
  'list.all.debate': 'Se alle debatindlæg',
  'list.all.topics': 'Se alle emner',
  'list.all.news': 'Se alle nyheder',
  'list.empty': 'Her er ikke noget endnu.',
  'pieces.none': 'Ingen tekster endnu',
  'pieces.one': '1 tekst',
  'pieces.many': '{n} tekster',

  'debate.title': 'Debat',
  'debate.lead':
    'Her skriver beboere og andre med noget på hjerte. Indlæggene er skribenternes egne meninger, og alle kan svare.',
  'debate.write': 'Sådan kommer du med i debatten',
  'news.title': 'Nyheder',
  'news.lead': 'Det, der sker, og det, der er værd at vide. Skrevet af redaktionen og bestyrelsen.',
  'topics.title': 'Emner',
  'topics.lead': 'Vælg et emne, og find både fakta og debat samlet ét sted.',
  'topic.empty': 'Der er ikke skrevet om emnet endnu.',
  'topic.feed': 'Følg emnet',
  'topic.feed.debate': 'Følg kun debatten om emnet',
  'writer.title': 'Tekster af {name}',
  'writer.lead': '{name} på siden. {role}. {ties}',
  'corrections.title': 'Rettelser',
  'corrections.lead':
    'Når vi tager fejl, retter vi det i teksten og fortæller det her. De nyeste rettelser står først.',
  'corrections.none': 'Vi har ikke rettet noget endnu.',
  'corrections.in': 'I {title}',
  'index.title': 'A–Å',
  'index.lead': 'Alt på siden i alfabetisk orden: tekster, emner, skribenter og praktiske sider.',
  'index.letters': 'Gå til bogstav',
  'archive.title': 'Arkiv',
  'archive.lead': 'Alle nyheder og debatindlæg, år for år.',
  'archive.year': 'Arkiv {year}',
  'archive.year.lead': 'Nyheder og debatindlæg fra {year}, de nyeste først.',
  '404.title': 'Vi kan ikke finde siden',
  '404.lead':
    'Måske er siden flyttet, eller adressen har en fejl. Prøv at søge, eller find teksten i oversigten fra A til Å.',

  '404.index': 'Se alt fra A til Å',
  '404.front': 'Gå til forsiden',

  'search.title': 'Søg',
  'search.lead': 'Søg i alle nyheder, debatindlæg, emner og praktiske sider.',
  'search.label': 'Søg på siden',
  'search.hint': 'Fx vaskeri, husorden',
  'search.button': 'Søg',
  'search.busy': 'Søger efter »{q}« …',
  'search.none': 'Vi fandt ikke noget om »{q}«.',
  'search.tip': 'Prøv et kortere ord, eller se efter i oversigten fra A til Å.',
  'search.one': '1 resultat for »{q}«',
  'search.many': '{n} resultater for »{q}«',
  'search.start': 'Skriv et eller flere ord, så søger vi i alle tekster.',
  'search.error': 'Søgningen virker ikke lige nu. Find teksten i oversigten fra A til Å i stedet.',
  'search.long': 'Du har skrevet meget i søgefeltet. Vi søger efter de første {n} tegn.',
  'search.noscript': 'Søgningen kræver JavaScript. Uden JavaScript kan du finde alt i oversigten fra A til Å.',
  'search.more': 'Vis flere',
  'search.filters': 'Vis kun',
  'search.filter.section': 'Afsnit',
  'search.filter.topic': 'Emne',
  'search.filter.year': 'År',
  'search.filter.any': 'Alle',
  'search.sort': 'Rækkefølge',
  'search.sort.best': 'Bedste først',
  'search.sort.newest': 'Nyeste først',
  'search.results': 'Resultater',
  'search.clear': 'Ryd valg',

  'feed.follow': 'Følg med',
  'feed.debate': 'Debat',
  'foot.find': 'Genveje',
  'foot.about': 'Om siden',
  'foot.responsible': 'Ansvarlig for siden: {who}.',
  'chart.table': 'Tallene i diagrammet',
  'chart.unit': 'Tallene viser {unit}.',
  'chart.label': 'Hvad',
  'chart.value': 'Antal',
  'chart.source': 'Kilde: {source}',
  'contact.phone': 'Telefon',
  'contact.mail': 'E-mail',
  'contact.address': 'Adresse',
  'contact.hours': 'Åbent',
  facts: 'Fakta',
} as const;

/** A key of {@link texts}. */
export type TextKey = keyof typeof texts;

/** `text` with each `{name}` replaced by `values.name`; an unknown name stays as it is. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>) =>
  text.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));

/** The text for `key` with each `{name}` replaced by `values.name`; an unknown name stays as it is. */
export function say(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(texts[key], values);
}

/** Things that are counted: each has a text for none, one and many. */
type Counted = 'reply' | 'pieces';

/** »Ingen svar endnu«, »1 svar«, »7 svar«. */
export const count = (thing: Counted, n: number) =>
  say(`${thing}.${n === 0 ? 'none' : n === 1 ? 'one' : 'many'}`, { n });

/** The title or description of page `n` of a list: the first page keeps it bare. */
export const numbered = (title: string, n: number) => (n === 1 ? title : say('page.number', { title, n }));
