/** Tag of the block that holds where a picture was taken (Exif 2.32, 4.6.3). */
const gpsTag = 0x8825;

/** True when a picture's Exif or XMP says where it was taken. */
export function tellsPosition({ exif, xmp }: { exif?: Buffer | undefined; xmp?: Buffer | undefined }): boolean {
  return (exif !== undefined && hasGps(exif)) || /GPSL(at|ong)itude/.test(xmp?.toString('latin1') ?? '');
}

/** Looks through the first directory of a TIFF, which is what Exif is. */
function hasGps(exif: Buffer): boolean {
  const tiff = exif.subarray(exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const at = (offset: number, bytes: 2 | 4) =>
    offset + bytes > tiff.length ? 0 : isLittle ? tiff.readUIntLE(offset, bytes) : tiff.readUIntBE(offset, bytes);
  const directory = at(4, 4);
  const count = at(directory, 2);
  return Array.from({ length: count }, (_, index) => at(directory + 2 + index * 12, 2)).includes(gpsTag);
}
