/** How an attribute may be written: `needed` must be there, `free` may be. */
type Attributes = Readonly<Record<string, 'needed' | 'free'>>;

/** The components a writer may use in MDX without imports, and their attributes (always plain text). */
export const allowed = {
  Citat: { hvem: 'free' },
  Fakta: { titel: 'free' },
  Figur: { tekst: 'free', kredit: 'free' },
  Diagram: { titel: 'needed', enhed: 'free', kilde: 'free' },
  Kontakt: { navn: 'needed', telefon: 'free', mail: 'free', adresse: 'free', tid: 'free' },
} as const satisfies Readonly<Record<string, Attributes>>;

/** The name of a component in {@link allowed}. */
export type EditorialName = keyof typeof allowed;
