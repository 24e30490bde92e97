import { describe, expect, test } from 'vitest';
import { begin, comeAgain, fillIn, heading, openOnPhone, page, piece, press, site, thread } from './inbox.ts';

openOnPhone();

const key = `svar:${thread}`;
const draft = async () => (await page.evaluate((key) => localStorage.getItem(key), key)) ?? '';
const text = () => page.getByLabel('Dit svar').inputValue();
const status = (words: string) => page.locator('#svarform [role=status]').filter({ hasText: words }).waitFor();

describe('a connection that is lost', () => {
  const send = async (words: string) => {
    await page.goto(piece);
    await begin(page);
    await fillIn(page, words);
    return () => press(page);
  };
  const stays = async (words: string) => {
    await status('Svaret blev ikke sendt.');
    expect(await text()).toBe(words);
    expect(await draft()).toContain(words);
  };

  test('while sending: the text stays, and sending again is one reply', async () => {
    const words = 'Skrevet i elevatoren.';
    const again = await send(words);
    await page.context().setOffline(true);
    await again();
    await stays(words);
    await page.context().setOffline(false);
    await again();
    await heading(page, 'Tak for dit svar');
    expect(await site.casesWith(words)).toHaveLength(1);
    expect(await draft()).toBe('');
  });

  test('before the answer: the reply that came is the one that is sent again', async () => {
    const words = 'Sendt, men ikke besvaret.';
    const again = await send(words);
    await page.route('**/svar/', async (route) => {
      await route.fetch({ maxRedirects: 0 });
      await route.abort('connectionreset');
    });
    await again();
    await stays(words);
    expect(await site.casesWith(words)).toHaveLength(1);
    await page.unroute('**/svar/');
    await comeAgain();
    await status('Din kladde er hentet frem.');
    await page.getByLabel('Mit navn og mit svar må vises').check();
    await press(page);
    await heading(page, 'Tak for dit svar');
    expect(await site.casesWith(words)).toHaveLength(1);
  });

  test.each([
    ['a proxy’s own page', 502, 'text/html', '<html><body><h1>502 Bad Gateway</h1></body></html>'],
    ['a line of text', 503, 'text/plain', 'Det virker ikke lige nu.'],
    ['nothing at all', 500, 'text/html', ''],
  ])('and in place of an answer %s: the text stays', async (what, code, contentType, body) => {
    const words = `I stedet for et svar: ${what}.`;
    const again = await send(words);
    await page.route('**/svar/', (route) => route.fulfill({ status: code, contentType, body }));
    await again();
    await stays(words);
    await page.unroute('**/svar/');
    await again();
    await heading(page, 'Tak for dit svar');
    expect(await site.casesWith(words)).toHaveLength(1);
  });
});

test('a text far too long is not taken from its writer', async () => {
  const words = 'Der er meget at sige. '.repeat(4_000);
  await page.goto(piece);
  await begin(page);
  await fillIn(page, words);
  await press(page);
  await page.getByText('Gør det kortere').or(page.getByText('Gør dit svar kortere')).first().waitFor();
  expect(await text()).toBe(words);
});
