import { wellFormed } from './text-words.ts';

/** Fields of a form whose values stand in the address. */
export type Controls = readonly (HTMLInputElement | HTMLSelectElement)[];

/** Puts the values in the address into the fields. */
export function readAddress(controls: Controls): void {
  const asked = new URLSearchParams(location.search);
  for (const control of controls) {
    const value = asked.get(control.name) ?? '';
    control.value = value.includes('\uFFFD') ? oldEncoding(control.name) : value;
    if (control instanceof HTMLSelectElement && control.selectedIndex === -1) control.value = '';
  }
}

/** Puts the values of the fields into the address, each at most `longest` characters, and `state` beside it. */
export function writeAddress(controls: Controls, longest: number, state: unknown): void {
  const values = new URLSearchParams();
  for (const { name, value } of controls) {
    if (value.trim()) values.set(name, wellFormed(value.trim().slice(0, longest)));
  }
  const query = values.toString();
  history.replaceState(state, '', query ? `?${query}` : location.pathname);
}

/** A value whose bytes are no UTF-8, as old programs and links write it. */
function oldEncoding(name: string): string {
  const raw = new RegExp(`[?&]${name}=([^&]*)`).exec(location.search)?.[1] ?? '';
  const bytes = raw
    .replaceAll('+', ' ')
    .replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return new TextDecoder('windows-1252').decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
}
