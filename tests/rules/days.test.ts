import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayOf, longDay, longMoment, monthDay, noonOf, shortDay, today, weekDay, yearOf } from '../../src/lib/days.ts';

const given = process.env['SITE_TODAY'];
beforeEach(() => {
  delete process.env['SITE_TODAY'];
});
afterEach(() => {
  if (given !== undefined) process.env['SITE_TODAY'] = given;
});

test.each([
  ['2026-06-30T21:59:59Z', '2026-06-30'],
  ['2026-06-30T22:00:00Z', '2026-07-01'],
  ['2026-12-31T22:59:59Z', '2026-12-31'],
  ['2026-12-31T23:00:00Z', '2027-01-01'],
])('at %s it is %s in Copenhagen', (moment, day) => {
  expect(today(new Date(moment))).toBe(day);
});

test.each([
  ['2026-06-30T21:59:59Z', '2026-06-30', '30.\u00a0juni 2026 kl.\u00a023.59'],
  ['2026-06-30T22:00:00Z', '2026-07-01', '1.\u00a0juli 2026 kl.\u00a000.00'],
  ['2026-11-20T08:05:00-05:00', '2026-11-20', '20.\u00a0november 2026 kl.\u00a014.05'],
])('the moment %s is on %s in Copenhagen', (moment, day, written) => {
  expect(dayOf(moment)).toBe(day);
  expect(longMoment(moment)).toBe(written);
});

test('a day is its own day', () => {
  expect(dayOf('2026-11-20')).toBe('2026-11-20');
});

test('SITE_TODAY stands in for today', () => {
  process.env['SITE_TODAY'] = '2026-05-14';
  expect(today(new Date('2026-12-31T12:00:00Z'))).toBe('2026-05-14');
  process.env['SITE_TODAY'] = '';
  expect(today(new Date('2026-12-31T12:00:00Z'))).toBe('2026-12-31');
});

test.each(['14/5-2026', '2026-5-14', 'i dag'])('SITE_TODAY cannot be %s', (day) => {
  process.env['SITE_TODAY'] = day;
  expect(() => today()).toThrow(`SITE_TODAY must be YYYY-MM-DD, not "${day}"`);
});

test.each([
  ['2026-11-14', '14.\u00a0november 2026', '14.\u00a0november', '14.\u00a0nov.', 'Lørdag den\u00a014.\u00a0november'],
  ['2026-05-01', '1.\u00a0maj 2026', '1.\u00a0maj', '1.\u00a0maj', 'Fredag den\u00a01.\u00a0maj'],
  ['2028-02-29', '29.\u00a0februar 2028', '29.\u00a0februar', '29.\u00a0feb.', 'Tirsdag den\u00a029.\u00a0februar'],
])('%s is written as Danes write it', (day, long, month, short, week) => {
  expect([longDay(day), monthDay(day), shortDay(day), weekDay(day)]).toEqual([long, month, short, week]);
  expect(yearOf(day)).toBe(day.slice(0, 4));
});

test.each([
  ['winter', '2026-01-05', '+01:00'],
  ['summer', '2026-07-05', '+02:00'],
  ['the day summer time begins', '2026-03-29', '+02:00'],
  ['the day summer time ends', '2026-10-25', '+01:00'],
])('noon in Copenhagen in %s has its offset', (_, day, offset) => {
  expect(noonOf(day)).toBe(`${day}T12:00:00${offset}`);
  expect(new Date(noonOf(day)).toLocaleTimeString('da-DK', { timeZone: 'Europe/Copenhagen' })).toBe('12.00.00');
});
