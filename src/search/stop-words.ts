/** Danish words that carry no subject: in a question they are left out, and in the index they hide no other word. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'ad af alle allerede alt altid altså anden andet andre at blev blive bliver både bør da de dem den denne der ' +
    'deres derfor derfra dertil det dette dig din dine disse dit dog du efter ej eller ellers en end endnu er et ' +
    'fik for fordi fra fremover før gik gå går gør gøre ham han hans har havde have hele hen hende hendes henne her ' +
    'herfra hertil hos hun hvad hvem hver hverken hvilke hvilken hvilket hvis hvor hvordan hvorfor hvorfra hvorhen ' +
    'hvormed hvornår hvortil i ifølge igen ikke ind ingen intet ja jeg jer jeres jo kan kom komme kommer kun kunne ' +
    'lige man mange med meget mellem men mere mest mig min mindre mine mit mod må måske måtte ned nej netop nogen ' +
    'noget nogle nok nu når nær næsten og også om omkring op os over på samme samt se ser selv selvom sig sin sine ' +
    'sit skal skulle snart som stadig straks så sådan til tit ud uden under var ved vi vil ville vor vore vores ' +
    'være været'
  ).split(' '),
);
