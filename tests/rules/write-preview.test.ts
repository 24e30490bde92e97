import { expect, test } from 'vitest';
import { asText } from '../../src/write/escape.ts';
import { previewOf } from '../../src/write/preview.ts';

const picture = { name: 'baenk.jpg', data: 'data:image/jpeg;base64,AAAA' };

test.each([
  ['a script as a link', '[x](javascript:alert%281%29)', '<p><a>x</a></p>'],
  ['a script in disguise', '[x](JaVa&#115;cript:alert)', '<p><a>x</a></p>'],
  ['a page as a link', '[x](data:text/html,x)', '<p><a>x</a></p>'],
  ['a picture from elsewhere', '![x](https://x.example/a.png)', '<p><span class="missing">x</span></p>'],
  ['a picture that was not chosen', '![x](./a.jpg)', '<p><span class="missing">x</span></p>'],
  ['a picture by reference', '![x][y]\n\n[y]: https://x.example/a.png', '<p><img alt="x"></p>'],
  ['a picture that was chosen', '![x](./baenk.jpg)', '<p><img src="data:image/jpeg;base64,AAAA" alt="x"></p>'],
  ['HTML', '<img src=x onerror=alert(1)>', '<p>&#x3C;img src=x onerror=alert(1)></p>'],
  ['a link', '[x](/om/)', '<p><a href="/om/">x</a></p>'],
  ['a telephone', '[x](tel:12345678)', '<p><a href="tel:12345678">x</a></p>'],
])('%s is shown without danger and without a request', (_, typed, html) => {
  expect(previewOf(asText(typed), [picture])).toBe(html);
});

test('what is given to a box is text, whatever it says', () => {
  const html = previewOf(asText(`<Citat hvem='"><script>x</script>'>Hej</Citat>`), []);
  expect(html).toBe('<div data-box="Citat" data-given="{&#x22;hvem&#x22;:&#x22;»><script>x</script>&#x22;}">Hej</div>');
});

test('a box on a line of its own is no paragraph, one in a sentence is', () => {
  expect(previewOf('<Citat>Hej</Citat>', [])).toBe('<div data-box="Citat" data-given="{}">Hej</div>');
  expect(previewOf('Hej <Citat>du</Citat>', [])).toBe('<p>Hej <div data-box="Citat" data-given="{}">du</div></p>');
});
