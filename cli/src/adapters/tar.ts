/** A tar is made of blocks of so many bytes (POSIX.1-2017, pax, "ustar Interchange Format"). */
const BLOCK = 512;

/** Returns a tar of one program with the folders above it: owned by root, executable by all, of no time, so that equal programs make equal tars. */
export function tarOf(path: string, content: Uint8Array): Buffer {
  const folders = path
    .split('/')
    .slice(0, -1)
    .map((_, depth, names) => `${names.slice(0, depth + 1).join('/')}/`);
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return Buffer.concat([
    ...folders.map((folder) => headerOf(folder, '5', 0)),
    headerOf(path, '0', content.length),
    content,
    padding,
    Buffer.alloc(2 * BLOCK),
  ]);
}

/** One header. `type`: 0 a file, 5 a folder. */
function headerOf(name: string, type: '0' | '5', size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  const fields: readonly [offset: number, text: string][] = [
    [0, name],
    [100, octal(0o755, 7)],
    [108, octal(0, 7)],
    [116, octal(0, 7)],
    [124, octal(size, 11)],
    [136, octal(0, 11)],
    // The sum is made as if its own field held spaces.
    [148, ' '.repeat(8)],
    [156, type],
    [257, 'ustar\x0000'],
  ];
  for (const [offset, text] of fields) header.write(text, offset, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}
