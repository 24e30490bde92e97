import type { Message } from './messages.ts';

const said = (text: string, limit = 60) => (text.length > limit ? `${text.slice(0, limit).trimEnd()}…` : text);

/** What the gate says of words: about people, spelling, readability and craft. One entry, one message. */
export const hints = {
  cprNumber: () => ({
    what: 'Her står noget, der ligner et CPR-nummer. Det må aldrig ligge på siden eller i dens arkiv.',
    instead: 'Slet det. Er det et andet nummer, så skriv foran, hvad det er, fx »sagsnr.« eller »faktura«.',
  }),
  privateTelephone: () => ({
    what: 'Her står et telefonnummer, som kan være privat.',
    instead: 'Slet det, eller skriv kontorets nummer. Er det et fælles nummer, så sæt det i en <Kontakt>-boks.',
  }),
  privateMail: () => ({
    what: 'Her står en mailadresse, som kan være privat.',
    instead: 'Slet den, eller skriv redaktionens. Er det en fælles adresse, så sæt den i en <Kontakt>-boks.',
  }),
  account: () => ({
    what: 'Her står noget, der ligner et kontonummer i en bank.',
    instead: 'Slet det, og skriv, hvor man kan få det at vide. Fælles konti hører til på en side i content/sider/.',
  }),

  wordUnknown: (word: string, suggestions: readonly string[]) => ({
    what: `Ordet »${word}« står ikke i ordbogen.`,
    instead: `${didYouMean(suggestions)}Er ordet rigtigt, så skriv det på en linje i content/_ordliste.txt.`,
  }),
  hardToRead: (lix: number, limit: number, words: number) => ({
    what: `Siden er svær at læse: Lixtallet er ${lix}, og over ${limit} er svært.`,
    instead: `Skriv kortere sætninger og færre lange ord. Begynd her: Sidens længste sætning er på ${words} ord.`,
  }),

  altEmpty: (alt: string) => ({
    what: `Beskrivelsen »${said(alt)}« siger ikke, hvad man ser.`,
    instead: 'Fortæl i én sætning, hvad billedet viser, fx »To blokke med en gård imellem«.',
  }),
  altStart: (start: string) => ({
    what: `Beskrivelsen begynder med »${start}«. At det er et billede, siger skærmlæseren selv.`,
    instead: 'Begynd med det, man ser, fx »To blokke med en gård imellem«.',
  }),
  altLong: (length: number, limit: number) => ({
    what: `Beskrivelsen er ${length} tegn. Over ${limit} bliver den lang at få læst op.`,
    instead: 'Skriv det vigtigste i én sætning, og sæt resten i billedteksten eller i selve teksten.',
  }),
  headingJump: (depth: number, wanted: number) => ({
    what: `Overskriften har ${depth} #, men den før har ${wanted - 1}. Et trin er sprunget over.`,
    instead: `Brug ${'#'.repeat(wanted)} her.`,
  }),
  headingStart: (depth: number) => ({
    what: `Tekstens første overskrift har ${depth} #.`,
    instead: 'Brug ## her, og ### til det, der hører under den.',
  }),
  linkEmpty: (words: string) => ({
    what: `Linket »${words}« siger ikke, hvor man kommer hen.`,
    instead: 'Lad ordene sige det, fx [regler for vaskeriet](/praktisk/vaskeri/).',
  }),
  wordTwice: (word: string) => ({
    what: `»${word}« står to gange efter hinanden.`,
    instead: `Slet det ene »${word}«.`,
  }),
  leadRepeats: () => ({
    what: 'Linjen under titlen siger det samme som titlen.',
    instead: 'Skriv det næstvigtigste: hvad der sker, hvornår eller hvorfor.',
  }),
  titleTwice: (other: string) => ({
    what: `Titlen er den samme som i ${other}, eller næsten.`,
    instead: 'Skriv i titlen, hvad der er særligt for denne tekst.',
  }),
  dayFarAhead: (day: string) => ({
    what: `Datoen ${day} er mere end et år ude i fremtiden. Så længe bliver teksten ikke vist.`,
    instead: 'Se efter, om årstallet er rigtigt.',
  }),
  answersEarly: (day: string, target: string, targetDay: string) => ({
    what: `Datoen er ${day}, men det, der bliver svaret på (${target}), er fra ${targetDay}.`,
    instead: 'Ret den af datoerne, der er forkert.',
  }),
} satisfies Record<string, (...values: never[]) => Message>;

const either = new Intl.ListFormat('da', { type: 'disjunction' });

/** `Mente du »a«, »b« eller »c«? ` */
function didYouMean(words: readonly string[]): string {
  return words.length > 0 ? `Mente du ${either.format(words.map((word) => `»${word}«`))}? ` : '';
}
