import { expect, test } from 'vitest';
import { changeFor, type Tool } from '../../src/write/insert.ts';

/** `[` and `]` mark what is selected, before and after. */
function after(tool: Tool, marked: string): string {
  const from = marked.indexOf('⟦');
  const to = marked.indexOf('⟧') - 1;
  const value = marked.replace(/[⟦⟧]/g, '');
  const change = changeFor(tool, value, from, to);
  const text = value.slice(0, change.from) + change.text + value.slice(change.to);
  const [start, end] = change.select;
  return `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;
}

test.each<readonly [Tool, string, string]>([
  ['bold', 'En ⟦⟧', 'En **⟦fed tekst⟧**'],
  ['bold', 'En ⟦gul⟧ bænk', 'En **⟦gul⟧** bænk'],
  ['bold', 'En ⟦gul \nstor⟧ bænk', 'En **⟦gul stor⟧** bænk'],
  ['link', '⟦⟧', '[ordene](⟦https://⟧)'],
  ['link', 'Se ⟦her⟧.', 'Se [her](⟦https://⟧).'],
  ['heading', '⟦⟧', '## ⟦Mellemrubrik⟧'],
  ['heading', 'Hej⟦⟧', 'Hej\n\n## ⟦Mellemrubrik⟧'],
  ['heading', 'Hej\n⟦Nu⟧\ndu', 'Hej\n\n## ⟦Nu⟧\n\ndu'],
  ['heading', 'Hej\n\n⟦Nu⟧\n\ndu', 'Hej\n\n## ⟦Nu⟧\n\ndu'],
  ['list', '⟦a\nb\n\nc⟧', '- ⟦a\n- b\n- c⟧'],
  ['list', 'Hej⟦⟧', 'Hej\n\n- ⟦Første punkt⟧'],
  ['quote', '⟦Hej⟧', '<Citat hvem="Hvem sagde det, og hvornår">⟦Hej⟧</Citat>'],
  ['quote', '⟦a\n\nb⟧', '<Citat hvem="Hvem sagde det, og hvornår">\n\n⟦a\n\nb⟧\n\n</Citat>'],
  ['facts', 'Hej⟦⟧du', 'Hej\n\n<Fakta titel="Kort om sagen">\n\n- ⟦Første punkt⟧\n\n</Fakta>\n\ndu'],
  ['facts', '⟦a\nb⟧', '<Fakta titel="Kort om sagen">\n\n- ⟦a\n- b⟧\n\n</Fakta>'],
])('%s makes of %j %j', (tool, before, expected) => {
  expect(after(tool, before)).toBe(expected);
});
