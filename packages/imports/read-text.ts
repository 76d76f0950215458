/** How the characters of a file were written. */
export type Encoding = 'UTF-8' | 'UTF-16' | 'WINDOWS-1252' | 'MIXED';

/** The text of a file, whatever program wrote it. */
export interface ReadText {
  /** Without a byte order mark; every line ends with \n. */
  text: string;
  encoding: Encoding;
  /** Lines (from 1) that hold a byte which is no character; it stands as U+FFFD in the text. */
  unreadable: ReadonlySet<number>;
}

/** What spreadsheets write when they do not write UTF-8 (WHATWG Encoding: the index of windows-1252). */
const WESTERN = new TextDecoder('windows-1252');
/** Bytes that Windows-1252 leaves without a character, and NUL, which no text holds. */
const NO_CHARACTER = /[\u0081\u008d\u008f\u0090\u009d\0]/g;

/**
 * Reads bytes as UTF-8 (with its mark or without), as UTF-16 where its mark says so, else line by line: a line that is not
 * UTF-8 is Windows-1252. Files that were pasted together from two programs are thus read too.
 */
export function readText(bytes: Uint8Array): ReadText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return readable(new TextDecoder('utf-16le').decode(bytes), 'UTF-16');
  const whole = asUtf8(bytes);
  if (whole !== null) return readable(whole, 'UTF-8');
  const lines = linesOf(bytes).map((line) => asUtf8(line) ?? { western: WESTERN.decode(line) });
  const isWestern = lines.every((line) => typeof line !== 'string' || /^[\0-\x7f]*$/.test(line));
  const text = lines.map((line) => (typeof line === 'string' ? line : line.western)).join('\n');
  return readable(text, isWestern ? 'WINDOWS-1252' : 'MIXED');
}

function readable(text: string, encoding: Encoding): ReadText {
  const unreadable = new Set<number>();
  const replaced = text.replace(/\r\n?/g, '\n').replace(NO_CHARACTER, '\ufffd');
  if (replaced.includes('\ufffd')) {
    replaced.split('\n').forEach((line, index) => {
      if (line.includes('\ufffd')) unreadable.add(index + 1);
    });
  }
  return { text: replaced, encoding, unreadable };
}

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return [...lines, bytes.subarray(from)];
}
