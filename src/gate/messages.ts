/** What is wrong, and what to write instead: the two Danish sentences a writer gets. */
export interface Message {
  readonly what: string;
  readonly instead: string;
}

/** A message and the place it is about. Lines and columns count from 1. */
export interface Problem extends Message {
  /** Path from the project's root, with `/`. */
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

const figures = new Intl.NumberFormat('da-DK');
/** `50.000`. */
const figure = (number: number) => figures.format(number);

const did = (nearest: string | undefined) => (nearest ? `Mente du »${nearest}«?` : '');

/** Every refusal of the gate: one entry, one message. */
export const messages = {
  fileName: (name: string, proposal: string) => ({
    what: `Filnavnet »${name}« kan ikke bruges. Det må kun have små bogstaver a–z, tal og bindestreger.`,
    instead: `Omdøb filen til »${proposal}« (æ skrives ae, ø oe og å aa).`,
  }),
  fileType: (name: string) => ({
    what: `Filer som »${name}« hører ikke til i denne mappe.`,
    instead: 'Tekster skal ende på .md eller .mdx, billeder på .jpg, .png eller .webp.',
  }),
  fileLink: () => ({
    what: 'Filen er en genvej (symbolsk link), ikke en rigtig fil.',
    instead: 'Læg selve filen i mappen.',
  }),
  fileSpecial: () => ({
    what: 'Det er hverken en fil eller en mappe.',
    instead: 'Læg en almindelig fil i stedet.',
  }),
  fileProgram: () => ({
    what: 'Filen er markeret som et program, der kan køres.',
    instead: 'Slet filen, og læg den op igen fra GitHubs side. (På en computer: git update-index --chmod=-x filnavn)',
  }),
  fileModule: () => ({
    what: 'Mappen er et helt arkiv for sig (et git-modul).',
    instead: 'Læg kun selve teksterne og billederne i mappen.',
  }),
  fileTooDeep: (name: string) => ({
    what: `»${name}« ligger for dybt. En tekst er én fil eller én mappe med »index.mdx« og sine billeder.`,
    instead: 'Flyt filen op, så mappen med teksten ligger direkte i afsnittets mappe.',
  }),
  fileEmpty: () => ({
    what: 'Filen er tom.',
    instead: 'Kopiér teksten fra »_skabelon.mdx« ind i den, eller slet filen.',
  }),
  fileTooLarge: (limit: string) => ({
    what: `Filen er for stor. Grænsen er ${limit}.`,
    instead: 'Del teksten, eller gem billedet mindre (fx 1600 punkter bredt).',
  }),
  encoding: () => ({
    what: 'Filen er ikke gemt som UTF-8, så æ, ø og å bliver forkerte.',
    instead: 'Åbn filen i et tekstprogram, og vælg »Gem som« med kodningen UTF-8.',
  }),
  character: (code: string) => ({
    what: `Linjen har et usynligt tegn (${code}), som kan ændre teksten for læseren.`,
    instead: 'Slet ordene omkring det, og skriv dem igen.',
  }),
  sameAddress: (other: string, address: string) => ({
    what: `Adressen ${address} er allerede brugt af ${other}.`,
    instead: 'Giv den ene fil et andet navn.',
  }),
  reservedAddress: (address: string) => ({
    what: `Adressen ${address} bruges af siden selv.`,
    instead: 'Giv filen et andet navn.',
  }),

  frontMissing: () => ({
    what: 'Filen mangler sine felter øverst.',
    instead:
      'Begynd filen med tre bindestreger, felterne (fx titel: Min titel) og tre bindestreger igen. Se »_skabelon.mdx«.',
  }),
  frontUnclosed: () => ({
    what: 'Felterne øverst slutter ikke.',
    instead: 'Skriv en linje med tre bindestreger (---) efter det sidste felt.',
  }),
  frontEnd: () => ({
    what: 'Felterne slutter med tre bindestreger alene på en linje. Her står der mere, eller det er plusser.',
    instead: 'Slet det, der står efter bindestregerne, eller ryk linjen to mellemrum ind.',
  }),
  yamlColon: () => ({
    what: 'Der er et kolon inde i teksten, så felterne kan ikke læses.',
    instead: 'Sæt anførselstegn om teksten, fx titel: "Svar: Begynd nedefra".',
  }),
  yamlQuote: () => ({
    what: 'Et anførselstegn er åbnet, men ikke lukket.',
    instead: 'Sæt et " sidst i teksten, eller fjern det første.',
  }),
  yamlTwice: (key: string) => ({
    what: `Feltet »${key}« står to gange.`,
    instead: 'Slet den ene linje.',
  }),
  yamlIndent: () => ({
    what: 'Linjen er rykket forkert ind.',
    instead: 'Ryk ind med to mellemrum (ikke med tabulator), og lad felter på samme niveau begynde lige langt inde.',
  }),
  yamlAlias: () => ({
    what: 'Tegnene & og * (genveje i YAML) og ! er ikke tilladt her.',
    instead: 'Skriv teksten helt ud, og sæt anførselstegn om den, hvis den begynder med et af tegnene.',
  }),
  yamlOther: () => ({
    what: 'Linjen kan ikke læses som et felt.',
    instead: 'Skriv feltets navn, kolon, mellemrum og teksten, fx manchet: "Kort om sagen".',
  }),
  fieldUnknown: (key: string, nearest: string | undefined, known: readonly string[]) => ({
    what: `Feltet »${key}« findes ikke.`,
    instead: did(nearest) || `Brug et af disse: ${known.join(', ')}.`,
  }),
  fieldMissing: (example: string) => ({
    what: `Feltet »${example.split(':')[0]}« mangler eller er tomt.`,
    instead: `Skriv fx ${example}`,
  }),
  fieldType: (example: string) => ({
    what: `Feltet »${example.split(':')[0]}« er ikke skrevet rigtigt.`,
    instead: `Skriv fx ${example}`,
  }),
  fieldLong: (field: string, length: number, limit: number) => ({
    what: `Feltet »${field}« er ${length} tegn. Det må højst være ${limit}.`,
    instead: `Forkort med mindst ${length - limit} tegn.`,
  }),
  dayFormat: (value: string) => ({
    what: `Datoen »${value}« er ikke skrevet sådan, som vi kan læse den.`,
    instead: 'Skriv år-måned-dag, fx 2026-05-14.',
  }),
  dayImpossible: (value: string) => ({
    what: `Datoen ${value} findes ikke i kalenderen.`,
    instead: 'Ret dagen eller måneden. Rækkefølgen er år-måned-dag.',
  }),
  choice: (field: string, value: string, choices: readonly string[]) => ({
    what: `»${value}« kan ikke bruges i feltet »${field}«.`,
    instead: `Vælg et af disse: ${choices.join(', ')}.`,
  }),
  linkFormat: (value: string) => ({
    what: `Linket »${value}« kan ikke bruges.`,
    instead: 'Skriv hele adressen med https:// foran, eller en side her på siden som /praktisk/vaskeri/.',
  }),

  writerUnknown: (id: string, nearest: string | undefined) => ({
    what: `Skribenten »${id}« findes ikke i content/skribenter/.`,
    instead: did(nearest) || `Opret filen content/skribenter/${id}.mdx, eller ret navnet.`,
  }),
  topicUnknown: (id: string, nearest: string | undefined) => ({
    what: `Emnet »${id}« findes ikke i content/emner/.`,
    instead: did(nearest) || `Opret filen content/emner/${id}.mdx, eller ret navnet.`,
  }),
  pieceUnknown: (field: string, id: string, nearest: string | undefined) => ({
    what: `Feltet »${field}« peger på »${id}«, som ikke findes.`,
    instead: did(nearest) || `Skriv fx ${field}: debat/filnavn eller ${field}: nyheder/filnavn.`,
  }),
  answersItself: () => ({
    what: 'Indlægget svarer på sig selv, direkte eller i ring.',
    instead: 'Ret »svarPaa«, så det peger på et ældre indlæg.',
  }),
  replyUnknown: (id: string, nearest: string | undefined) => ({
    what: `Feltet »svarTil« peger på »${id}«, som ikke findes blandt svarene til den tekst.`,
    instead: did(nearest) || 'Skriv det andet svars filnavn uden .md, eller gh- og tallet fra dets link.',
  }),
  replyInRing: () => ({
    what: 'Svaret svarer på sig selv, direkte eller i ring.',
    instead: 'Ret »svarTil«, så det peger på et ældre svar, eller slet linjen.',
  }),
  replyInFuture: (day: string) => ({
    what: `Svaret har en dato, der ikke er kommet endnu (${day}).`,
    instead: 'Skriv den dag, svaret kom.',
  }),
  replyNotMarkdown: () => ({
    what: 'Svar skal gemmes som .md, så ingen af deres tegn bliver læst som andet end tekst.',
    instead: 'Omdøb filen, så den ender på .md.',
  }),
  takedownUnknown: (id: string, nearest: string | undefined) => ({
    what: `Der er ikke noget svar, der hedder »${id}«.`,
    instead: did(nearest) || 'Skriv det, der står efter #svar- i linket til svaret.',
  }),
  takedownList: () => ({
    what: 'Listen over svar, der er taget ned, kan ikke læses.',
    instead: 'Skriv en bindestreg og et mellemrum foran hvert id, fx - id: gh-123.',
  }),
  takedownTwice: (id: string) => ({
    what: `Svaret »${id}« står to gange.`,
    instead: 'Slet den ene.',
  }),

  sameThread: (thread: string, other: string) => ({
    what: `Tråden »${thread}« er allerede brugt af ${other}, så svarene ville blive blandet.`,
    instead: 'Giv indlægget sit eget »traad«, eller slet linjen.',
  }),

  pictureMissing: (name: string, nearest: string | undefined) => ({
    what: `Billedet »${name}« findes ikke.`,
    instead: did(nearest) || 'Læg billedet i samme mappe som teksten, og skriv fx ./billede.jpg.',
  }),
  picturePath: (name: string) => ({
    what: `Billedet »${name}« skal ligge i samme mappe som teksten.`,
    instead: 'Skriv punktum, skråstreg og filens navn, fx ./gaarden.jpg (små bogstaver, jpg, png eller webp).',
  }),
  pictureType: (name: string) => ({
    what: `»${name}« er ikke det billede, navnet siger, eller af en type, vi ikke viser.`,
    instead: 'Gem billedet som JPEG, PNG eller WebP, og lad filnavnet ende på .jpg, .png eller .webp.',
  }),
  pictureBroken: (name: string) => ({
    what: `Billedet »${name}« er i stykker eller skåret over.`,
    instead: 'Hent eller gem billedet igen.',
  }),
  pictureLarge: (name: string, megapixels: number) => ({
    what: `Billedet »${name}« er ${megapixels} megapixel. Grænsen er 25.`,
    instead: 'Gem det mindre, fx 2000 punkter bredt.',
  }),
  picturePosition: (name: string) => ({
    what: `Billedet »${name}« fortæller, hvor det er taget (GPS).`,
    instead:
      'Vælg billedet i billedhjælpen på siden /skriv/, som fjerner det, eller tag et skærmbillede af det, og brug det.',
  }),
  pictureAlt: (name: string) => ({
    what: `Billedet »${name}« mangler en beskrivelse (alt).`,
    instead: 'Fortæl i én sætning, hvad man ser, så den, der ikke kan se billedet, også får det med.',
  }),
  pictureReference: () => ({
    what: 'Billedet er sat ind med en henvisning, og sådan kan det ikke vises.',
    instead: 'Skriv ![Beskrivelse](./billede.jpg).',
  }),

  tooManyMarks: (limit: number) => ({
    what: `Afsnittet har over ${figure(limit)} af tegnene * _ ~ \` [ < { og &. Så mange kan ikke læses.`,
    instead: 'Sæt tomme linjer ind, så det bliver til flere afsnit, eller slet tegnene.',
  }),
  tooManySigns: (sign: string, limit: number) => ({
    what: `Her står tegnet ${sign} for mere end ${figure(limit)}. gang. Så mange kan ikke læses.`,
    instead: 'Slet dem, du ikke behøver, eller del teksten i flere filer.',
  }),
  lineNested: (limit: number) => ({
    what: `Linjen begynder med over ${figure(limit)} tegn for citat (>) eller liste (-, * eller 1.) i træk.`,
    instead: 'Slet alle på nær et eller to.',
  }),
  lineIndented: (limit: number) => ({
    what: `Linjen er rykket over ${figure(limit)} mellemrum ind.`,
    instead: 'Slet mellemrummene foran teksten.',
  }),
  tableLarge: (limit: number) => ({
    what: `Tabellen har over ${figure(limit)} felter, når alle rækker er lige lange.`,
    instead: 'Slet tomme kolonner og rækker, eller del tabellen i flere filer.',
  }),
  fieldsLong: (limit: number) => ({
    what: `Felterne fylder over ${figure(limit)} tegn.`,
    instead: 'Flyt det meste ned i teksten under felterne.',
  }),

  bodyMissing: () => ({
    what: 'Der er ingen tekst under felterne.',
    instead: 'Skriv teksten under den anden linje med tre bindestreger.',
  }),
  bodyHeading: () => ({
    what: 'Overskriften har kun ét #. Den størrelse er sidens titel.',
    instead: 'Brug ## for en overskrift i teksten.',
  }),
  bodyTag: (name: string) => ({
    what: `<${name}> er åbnet, men ikke lukket.`,
    instead: `Skriv </${name}> på en linje for sig selv, hvor boksen slutter.`,
  }),
  bodyAngle: () => ({
    what: 'Tegnet < kan ikke stå sådan i teksten.',
    instead: 'Skriv \\< i stedet, eller lav et link som [tekst](https://adresse.dk).',
  }),
  bodyBrace: () => ({
    what: 'Tegnene { og } kan ikke stå sådan i teksten.',
    instead: 'Skriv \\{ i stedet, eller brug en almindelig parentes.',
  }),
  bodyCode: () => ({
    what: 'Teksten indeholder programkode (import, export eller {…}). Det bliver ikke kørt.',
    instead: 'Slet linjen. En sætning må ikke begynde med ordet import eller export.',
  }),
  bodyHtml: () => ({
    what: 'Teksten indeholder HTML, som vi ikke viser.',
    instead: 'Brug almindelig Markdown eller en af boksene i content/SKRIV.md.',
  }),
  bodyUnknown: () => ({
    what: 'Teksten indeholder noget, vi ikke kan vise.',
    instead: 'Brug almindelig Markdown eller en af boksene i content/SKRIV.md.',
  }),
  bodyOther: () => ({
    what: 'Teksten kan ikke læses her.',
    instead: 'Se efter en boks, der ikke er lukket, eller et tegn som <, { eller }.',
  }),
  componentUnknown: (name: string, nearest: string | undefined, known: readonly string[]) => ({
    what: `Boksen <${name}> findes ikke.`,
    instead: did(nearest) || `Brug en af disse: ${known.join(', ')}.`,
  }),
  componentInMd: (name: string) => ({
    what: `Boksen <${name}> virker kun i filer, der ender på .mdx.`,
    instead: 'Omdøb filen, så den ender på .mdx.',
  }),
  attributeUnknown: (component: string, name: string, nearest: string | undefined, known: readonly string[]) => ({
    what: `<${component}> har ikke noget, der hedder »${name}«.`,
    instead: did(nearest) || (known.length > 0 ? `Brug: ${known.join(', ')}.` : 'Slet det.'),
  }),
  attributeMissing: (component: string, name: string) => ({
    what: `<${component}> mangler »${name}«.`,
    instead: `Skriv <${component} ${name}="…">.`,
  }),
  attributeValue: (component: string, name: string) => ({
    what: `»${name}« i <${component}> skal være tekst i anførselstegn.`,
    instead: `Skriv ${name}="…".`,
  }),
  chartLine: (line: string) => ({
    what: `Diagrammet kan ikke læse linjen »${line}«.`,
    instead: 'Skriv en liste, hvor hver linje er navn, kolon og tal, fx - 2023: 168.',
  }),
  chartEmpty: () => ({
    what: 'Diagrammet har ingen tal.',
    instead: 'Skriv en liste mellem <Diagram> og </Diagram>, fx - 2023: 168.',
  }),

  redirectLine: (line: string) => ({
    what: `Linjen »${line}« kan ikke læses.`,
    instead: 'Skriv den gamle adresse, et mellemrum og den nye, fx /debat/gammelt-navn/ /debat/nyt-navn/',
  }),
  redirectTwice: (from: string) => ({
    what: `Adressen ${from} står to gange.`,
    instead: 'Slet den ene linje.',
  }),
  redirectLoop: (from: string) => ({
    what: `Omdirigeringen fra ${from} ender, hvor den begyndte.`,
    instead: 'Ret den nye adresse, så den fører til en side.',
  }),
  redirectChain: (from: string, end: string) => ({
    what: `Omdirigeringen fra ${from} fører til en adresse, der selv er flyttet.`,
    instead: `Skriv den sidste adresse med det samme: ${from} ${end}`,
  }),
  redirectTarget: (to: string, nearest: string | undefined) => ({
    what: `Der er ingen side på ${to}.`,
    instead: did(nearest) || 'Skriv adressen på en side, der findes. Den står i browserens adressefelt.',
  }),
  redirectLive: (from: string) => ({
    what: `Der ligger en tekst på ${from}, så adressen kan ikke føre videre.`,
    instead: 'Slet linjen, eller slet teksten.',
  }),
  pieceGone: (from: string) => ({
    what: `Teksten på ${from} er omdøbt eller slettet, og gamle links til den virker ikke mere.`,
    instead: `Skriv en linje i content/_omdirigeringer.txt: ${from} og den adresse, læserne skal sendes til.`,
  }),
  threadLost: (thread: string) => ({
    what: `Teksten har skiftet navn, og så mister den sine svar (tråden »${thread}«).`,
    instead: `Skriv traad: ${thread} i felterne øverst.`,
  }),

  searchWord: (word: string) => ({
    what: `»${word}« kan ikke bruges som søgeord.`,
    instead: 'Skriv ét ord med små bogstaver, uden tal, mellemrum og bindestreg.',
  }),
  searchWordCut: (word: string) => ({
    what: `»${word}« viser ikke, hvor ordet skal deles.`,
    instead: 'Skriv ordet med små bogstaver og en bindestreg ved hver deling, fx ud-lejer.',
  }),
  searchWordTwice: (word: string) => ({
    what: `Ordet »${word}« står to gange.`,
    instead: 'Slet det ene. Et ord kan enten deles eller ikke deles.',
  }),
  searchWordItself: (word: string) => ({
    what: `»${word}« er sat til at betyde sig selv.`,
    instead: 'Skriv først det, læserne søger efter, og så det, vi skriver, fx skrald: [affald].',
  }),

  linkBroken: (href: string, nearest: string | undefined) => ({
    what: `Linket »${href}« fører ingen steder hen.`,
    instead: did(nearest) || 'Ret adressen. Den står i browserens adressefelt, når du åbner siden.',
  }),
  anchorBroken: (href: string, nearest: string | undefined) => ({
    what: `Linket »${href}« peger på et sted, som ikke findes på siden.`,
    instead: did(nearest) || 'Ret det efter #, eller slet det.',
  }),
  pageMissing: (address: string) => ({
    what: `Teksten skulle være blevet til ${address}, men siden mangler.`,
    instead: 'Det er en fejl i programmet, ikke i teksten. Sig det til den, der passer siden.',
  }),
  pageUnexpected: (address: string) => ({
    what: `Siden ${address} er bygget, men hører ikke til nogen tekst.`,
    instead: 'Det er en fejl i programmet, ikke i teksten. Sig det til den, der passer siden.',
  }),
} satisfies Record<string, (...values: never[]) => Message>;
