/** Largest form that is taken in, in bytes. */
export const largestForm = 16_384;
/** Largest form that is read so far that its writer can be given the text back, in bytes. */
const largestKept = 65_536;
/** Milliseconds a form may take to arrive. */
export const bodyPatience = 10_000;

/** Why a form was not read; `fields` are what could be saved of it. */
export interface Unread {
  readonly reason: 'type' | 'size' | 'slow' | 'encoding' | 'fields';
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads a `multipart/form-data` body: each field once, all of it UTF-8, of at most `most` bytes, within `patience` milliseconds. */
export async function readForm(
  request: Request,
  patience = bodyPatience,
  most = largestForm,
): Promise<{ readonly fields: Readonly<Record<string, string>> } | Unread> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) return { reason: 'type', fields: {} };
  const body = await readBytes(request, patience, Math.max(most, largestKept));
  if (body === 'slow' || body === 'size') return { reason: body, fields: {} };
  // Without a prototype, so that a field named like a part of it is a field like others.
  const fields = Object.create(null) as Record<string, string>;
  let isOurs = true;
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form) {
      if (typeof value !== 'string' || Object.hasOwn(fields, name)) isOurs = false;
      else fields[name] = value;
    }
  } catch {
    return { reason: 'fields', fields: {} };
  }
  if (body.byteLength > most) return { reason: 'size', fields };
  if (!isUtf8(body)) return { reason: 'encoding', fields };
  return isOurs ? { fields } : { reason: 'fields', fields };
}

/** The whole body, unless it is too much even to be given back, or comes too slowly. */
async function readBytes(
  request: Request,
  patience: number,
  most = largestKept,
): Promise<Uint8Array<ArrayBuffer> | 'slow' | 'size'> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooSlow = new Promise<'slow'>((resolve) => (timer = setTimeout(resolve, patience, 'slow')));
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), tooSlow]);
      if (part === 'slow') return part;
      if (part.done) return joined(parts, size);
      size += part.value.byteLength;
      if (size > most) return 'size';
      parts.push(part.value);
    }
  } finally {
    clearTimeout(timer);
    // What is left of it is not wanted; the answer says so, and closes the connection.
    void reader.cancel().catch(() => undefined);
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A short body as text; empty when it is longer than `most` bytes or comes too slowly. */
export async function readText(request: Request, most: number, patience = bodyPatience): Promise<string> {
  const body = await readBytes(request, patience);
  return typeof body === 'string' || body.byteLength > most ? '' : new TextDecoder().decode(body);
}
