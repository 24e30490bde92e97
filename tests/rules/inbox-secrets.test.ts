import { describe, expect, test } from 'vitest';
import {
  base32,
  caseKey,
  caseNumber,
  checkPreview,
  isSame,
  keyHash,
  previewAge,
  secretsFrom,
  signPreview,
  type Secrets,
} from '../../src/inbox/secrets.ts';

const first = 'a'.repeat(32);
const second = 'b'.repeat(32);
const mark = 'f0'.repeat(32);
const now = Date.parse('2026-11-22T12:00:00Z');
const { least, most } = previewAge;

describe('a preview’s token', () => {
  const check = async (change: { token?: string; mark?: string; once?: string; age?: number; secrets?: Secrets }) => {
    const token = change.token ?? (await signPreview(mark, 'en', now, [first]));
    return checkPreview(
      token,
      change.mark ?? mark,
      change.once ?? 'en',
      now + (change.age ?? least),
      change.secrets ?? [first],
    );
  };

  test.each([
    ['is good as soon as it could be read', {}, 'good'],
    ['is good for an hour', { age: most }, 'good'],
    ['is too early just before it could be read', { age: least - 1 }, 'early'],
    ['is too early at once', { age: 0 }, 'early'],
    ['from a time to come is too early', { age: -60_000 }, 'early'],
    ['is late after an hour', { age: most + 1 }, 'late'],
    ['is good when its secret is no longer the first', { secrets: [second, first] }, 'good'],
    ['of a secret that was given up is foreign', { secrets: [second] }, 'foreign'],
    ['of another text is foreign', { mark: 'f1'.repeat(32) }, 'foreign'],
    ['of another sending is foreign', { once: 'to' }, 'foreign'],
    ['of another text is foreign also when it is late', { mark: 'f1'.repeat(32), age: most + 1 }, 'foreign'],
  ] as const)('%s', async (_, change, verdict) => {
    expect(await check(change)).toBe(verdict);
  });

  test('that was made older or younger by hand is foreign', async () => {
    const token = await signPreview(mark, 'en', now, [first]);
    const [moment = '', signature = ''] = token.split('.');
    for (const shifted of [`${now - most}.${signature}`, `0${moment}.${signature}`, `${now + 1}.${signature}`]) {
      expect(await check({ token: shifted })).toBe('foreign');
    }
  });

  test.each(['', '.', 'x', `${now}`, `${now}.`, `${now}.kort`, `-1.${'0'.repeat(26)}`, `${now}.${'Å'.repeat(26)}`])(
    '»%s« is foreign',
    async (token) => {
      expect(await check({ token })).toBe('foreign');
    },
  );

  test('with something before or after it is foreign', async () => {
    const token = await signPreview(mark, 'en', now, [first]);
    for (const longer of [`${token}0`, ` ${token}`, `${token}\n`, token.toUpperCase(), `${token}.${token}`]) {
      expect(await check({ token: longer })).toBe('foreign');
    }
  });
});

describe('the private key of a case', () => {
  test('is the same for the same form, so that what is sent twice leads to one page', async () => {
    const key = await caseKey('en', 'aaaabbbbcccc', [first]);
    expect(key).toMatch(/^[0-9a-z]{26}$/);
    expect(await caseKey('en', 'aaaabbbbcccc', [first, second])).toBe(key);
  });

  test('is another for another form, case or secret', async () => {
    const keys = await Promise.all([
      caseKey('en', 'aaaabbbbcccc', [first]),
      caseKey('to', 'aaaabbbbcccc', [first]),
      caseKey('en', 'aaaabbbbcccd', [first]),
      caseKey('en', 'aaaabbbbcccc', [second, first]),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is known by its hash, in which it does not stand', async () => {
    const key = await caseKey('en', 'aaaabbbbcccc', [first]);
    expect(await keyHash(key)).toBe(await keyHash(key));
    expect(await keyHash(key)).not.toBe(await keyHash(`${key.slice(0, -1)}!`));
    expect(await keyHash(key)).not.toContain(key);
  });
});

describe('letters and digits of bytes', () => {
  test.each([
    [[0x00, 0x44, 0x32, 0x14, 0xc7], 8, '01234567'],
    [[0xc6, 0x75, 0xbe, 0x77, 0xdf], 8, 'rstvwxyz'],
    [[0xff, 0xff], 3, 'zzz'],
    [[0xff], 2, 'zw'],
    [[], 0, ''],
  ])('%j, the first %i', (bytes, length, text) => {
    expect(base32(Uint8Array.from(bytes).buffer, length)).toBe(text);
  });

  test('a case number is the beginning of a fingerprint', () => {
    expect(caseNumber(`00443214c7c675be77df${'0'.repeat(44)}`)).toBe('01234567rstv');
    expect(caseNumber('ff'.repeat(32))).toBe('zzzzzzzzzzzz');
    expect(caseNumber(`${'0'.repeat(14)}1${'0'.repeat(49)}`)).toBe('000000000001');
  });
});

test.each([
  ['', '', true],
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'ab', false],
  ['ab', 'abc', false],
  ['', 'a', false],
  ['a', '', false],
  ['abc\0', 'abc', false],
])('%j and %j are the same: %j', (a, b, same) => {
  expect(isSame(a, b)).toBe(same);
});

describe('secrets as they stand in a setting', () => {
  test.each([
    ['one', first, [first]],
    ['a new one and the old', `${first},${second}`, [first, second]],
    ['with blanks and commas too many', ` ,${first} , ${second},`, [first, second]],
  ])('%s', (_, text, secrets) => {
    expect(secretsFrom(text)).toEqual(secrets);
  });

  test.each([
    ['none', ''],
    ['only commas', ' , ,'],
    ['one too short', 'a'.repeat(31)],
    ['an old one too short', `${first},${'b'.repeat(31)}`],
    ['one that is only long with its blanks', ` ${'a'.repeat(31)} `],
  ])('%s: it is said how to make one', (_, text) => {
    expect(() => secretsFrom(text)).toThrow('openssl rand -hex 32');
  });
});
