import type { EditorialName } from './allowed.ts';
import Citat from './Citat.astro';
import Diagram from './Diagram.astro';
import Fakta from './Fakta.astro';
import Figur from './Figur.astro';
import Kontakt from './Kontakt.astro';

/** What `<Content components={…}>` gives a writer's MDX. */
export const editorial = { Citat, Diagram, Fakta, Figur, Kontakt } satisfies Record<EditorialName, unknown>;
