const list = (words: string) => new Set(words.split(' '));

/**
 * Danish words of two and three letters that compounds begin with, by the alphabet. Such short words are mostly found by
 * accident inside longer ones, so these are taken from here and not from the dictionary.
 */
export const shortFirst = list(
  'abe amt and app arm art arv avl bad bag bar bed ben bil bly bod bog bro bud bue bur bus by byg bæk bær båd bål ' +
    'dag dal dam dug dyb dyr dæk dør dåb ege el elg elm eng fad fag far fil fin fly fod fri frø fyr føl gas gud gul ' +
    'gå hal hat hav hel hud hul hus hæk høj hør hår ild ilt is jet job jul kaj kar kit klo knæ ko kop kor kro kul kur ' +
    'køb kød køl køn kål lad lag lak lam lav led leg lin liv lod log lov lus lyd lyn lys læs løb løg løn løv låg lån ' +
    'lås mad mel mor mos mur mus myg mål nat net ny nær nød nål ord orm ost ovn pap pas pil pub pæl rad ral rav reb ' +
    'ret ris rod rom ror rov rug rum ryg ræv røg rør råd sag sal sav sex ski sko sky sne sod sol spa sti sy syd syn ' +
    'syv sæd sæk sø søm søn tab tag tal te tid tin tog top tov tro træ tur tyk tyr tyv tøj uge uld ulv ung vej ven ' +
    'vin væg væv web æg øje øl øre ørn øst års',
);

/** Danish words of two and three letters, uninflected, that compounds end with. */
export const shortLast = list(
  'app ark arm art arv avl bad bag bar bed ben bi bid bil bod bog bro bud bue bur bus by bæk bær bøf bør båd bål ' +
    'dag dal dam del dug dyr dæk dør dåb eng fad fag far fil fly fod frø fyr føl gas gud gås hal hat hav hud hue hul ' +
    'hus hæk høj hår ild ilt is job jul kaj kam kar kat klo knæ ko kok kop kor kro kul kur køb kød køl køn kål lad ' +
    'lag lak lam leg lem lim liv lod lov lus lyd lyn lys læs løb løg løn løv låg lån lås mad mel mor mos mur mus myg ' +
    'møl mål nat net nød nål ord orm ost ovn pap par pas pen pil pub pæl rat reb ret rev ris rod ror rum ryg ræv røg ' +
    'rør råb råd sag sal sav sko sky sne sok sol spa sti sum syn sæk sæt sø søm søn tab tag tal tid tog top tov tro ' +
    'træ tur tyr tyv tøj tå uge uld ulv urt vej ven vin væg væv æg ært øje øl øre ørn år',
);

/** Words that are mostly an ending: helhed, venskab, ejendom, veninde, studerende; and system is no compound. */
export const endings = list('agtig dom else ende ener eren erne hed inde lig ning rende ring skab stem');

/** These endings are nouns too, and a compound with one bends as the noun does: køleskabe, fingerringe; but venskaber, ændringer. */
export const alsoNouns = list('rende ring skab');

/** Words that look like compounds and are none, or no more. */
export const uncut = list('andel finesse kultur parasol punktur søndag temperatur');

/** What known words end on that are compounds, though their first part is no word by itself: spildevand, rasteplads. */
export const heads = list('bord hus kort møde plads stue vand vej');

/** What Danish names of places end on, when the dictionary knows no more of them: Ågerupvej, Søndergård. */
export const placeEndings = list(
  'allé bakke boulevard bro gade gård have havn hus kirke kær mark mose park plads skov skole stræde strand sø torv vang ' +
    'vej vænge',
);
