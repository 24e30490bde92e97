/** Longest side of a picture in pixels: enough for the widest place on the site. */
const longest = 1_600;
const quality = 0.82;

/**
 * A photo as a JPEG of at most 1,600 pixels, as a `data:` address. It is drawn anew, so that nothing but what is seen
 * goes along: no place, no time, no telephone.
 * @throws when the file is no picture this device can read
 */
export async function shrink(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const paper = canvas.getContext('2d');
  if (!paper) throw new Error('no canvas');
  // What is see-through becomes white: JPEG would make it black.
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.toDataURL('image/jpeg', quality);
}

/** The bytes of a `data:` address in base64. */
export function bytesOf(data: string): Uint8Array<ArrayBuffer> {
  const letters = atob(data.slice(data.indexOf(',') + 1));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
