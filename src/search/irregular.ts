/**
 * Danish nouns that change a vowel or more when they bend, so that no stemmer brings their forms together, and the
 * adjective that has another word in the plural. (Most bend by rule, and the dictionary knows verbs.)
 */
export const irregularForms: readonly (readonly string[])[] = [
  ['and', 'ænder'],
  ['barn', 'børn'],
  ['bog', 'bøger'],
  ['bonde', 'bønder'],
  ['bror', 'broder', 'brødre'],
  ['datter', 'døtre'],
  ['far', 'fader', 'fædre'],
  ['fod', 'fødder'],
  ['gås', 'gæs'],
  ['hånd', 'hænder'],
  ['klo', 'kløer'],
  ['ko', 'køer'],
  ['kraft', 'kræfter'],
  ['lille', 'små'],
  ['mand', 'mænd'],
  ['mor', 'moder', 'mødre'],
  ['nat', 'nætter'],
  ['rod', 'rødder'],
  ['stang', 'stænger'],
  ['tand', 'tænder'],
  ['tang', 'tænger'],
  ['tå', 'tæer'],
  ['øje', 'øjne'],
];

/** What is written short, by its base form. */
export const abbreviations: readonly (readonly string[])[] = [
  ['ca', 'cirka'],
  ['evt', 'eventuel'],
  ['inkl', 'inklusive'],
  ['kl', 'klokke'],
  ['kr', 'krone'],
  ['kvm', 'kvadratmeter'],
  ['mdr', 'måned'],
  ['nr', 'nummer'],
  ['pct', 'procent'],
  ['stk', 'styk'],
  ['tlf', 'telefon'],
];
