import { site } from '../site.ts';

/** A day in Copenhagen as `YYYY-MM-DD`; such texts sort as days do. */
export type Day = string;

const timeZone = 'Europe/Copenhagen';
const inCopenhagen = new Intl.DateTimeFormat('sv-SE', { timeZone });
const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('da-DK', { timeZone: 'UTC', ...options });
const long = format({ day: 'numeric', month: 'long', year: 'numeric' });
const dayAndMonth = format({ day: 'numeric', month: 'long' });
const short = format({ day: 'numeric', month: 'short' });
const weekday = format({ weekday: 'long' });

/** Today in Copenhagen; `SITE_TODAY` (`YYYY-MM-DD`) stands in for it when a build must be repeated. */
export function today(now: Date = new Date()): Day {
  const fixed = process.env['SITE_TODAY'];
  if (fixed !== undefined && fixed !== '') {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(fixed)) throw new Error(`SITE_TODAY must be YYYY-MM-DD, not "${fixed}"`);
    return fixed;
  }
  return inCopenhagen.format(now);
}

const keepTogether = (text: string) => text.replace(/(\d\.) /, '$1\u00a0');
const at = (day: Day) => new Date(`${day}T00:00:00Z`);

/** `14. november 2026`. */
export const longDay = (day: Day) => keepTogether(long.format(at(day)));
/** `14. november`. */
export const monthDay = (day: Day) => keepTogether(dayAndMonth.format(at(day)));
/** `14. nov.` */
export const shortDay = (day: Day) => keepTogether(short.format(at(day)));
/** `Torsdag den 3. december`. */
export function weekDay(day: Day): string {
  const name = weekday.format(at(day));
  return `${name.charAt(0).toLocaleUpperCase(site.locale)}${name.slice(1)} den\u00a0${monthDay(day)}`;
}
/** `2026`. */
export const yearOf = (day: Day) => day.slice(0, 4);

/** The day in Copenhagen of a moment (RFC 3339); a day stays as it is. */
export const dayOf = (moment: string): Day =>
  moment.length === 10 ? moment : new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(moment));

/** `20. november 2026 kl. 14.05`, in Copenhagen. */
export function longMoment(moment: string): string {
  const time = new Intl.DateTimeFormat('da-DK', { timeZone, hour: '2-digit', minute: '2-digit' });
  return `${longDay(dayOf(moment))} kl.\u00a0${time.format(new Date(moment))}`;
}

/** The moment feeds and structured data give for a day: noon in Copenhagen, in RFC 3339 with its offset. */
export function noonOf(day: Day): string {
  const zone = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });
  const name = zone.formatToParts(new Date(`${day}T11:00:00Z`)).find(({ type }) => type === 'timeZoneName')?.value;
  return `${day}T12:00:00${name?.replace('GMT', '') ?? '+01:00'}`;
}
