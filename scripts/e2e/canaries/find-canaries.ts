import { gunzipSync } from 'node:zlib';

/** The beginning of every canary: letters that any id may have, and no word does. */
export const CANARY = 'zqxcanary';
/** What stands in a column that may leave, and must be found where it does. */
export const CONTROL = 'zqxcontrol';

const DEPTH = 2;

/** The words beginning so that bytes hold, as they are or in JSON, in a URL, in base64, in hexadecimal or compressed. */
export function findWords(bytes: Buffer, beginning: string, depth = DEPTH): string[] {
  const text = bytes.toString('latin1');
  const own = [...text.matchAll(new RegExp(`${beginning}[0-9a-z]*`, 'gi'))].map(([word]) => word.toLowerCase());
  const inside = depth === 0 ? [] : readingsOf(bytes, text).flatMap((each) => findWords(each, beginning, depth - 1));
  return [...new Set([...own, ...inside])];
}

/** What bytes may also mean. */
function readingsOf(bytes: Buffer, text: string): Buffer[] {
  return [...unzipped(bytes), ...unescaped(text), ...fromBase64(text), ...fromHex(text)];
}

function unzipped(bytes: Buffer): Buffer[] {
  const start = bytes.indexOf(Buffer.from([0x1f, 0x8b, 0x08]));
  if (start < 0) return [];
  try {
    return [gunzipSync(bytes.subarray(start))];
  } catch {
    return [];
  }
}

function unescaped(text: string): Buffer[] {
  const json = text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const url = text.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return [json, url].filter((each) => each !== text).map((each) => Buffer.from(each, 'latin1'));
}

const fromBase64 = (text: string): Buffer[] =>
  [...text.matchAll(/[\w+/-]{24,}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64')),
  );

const fromHex = (text: string): Buffer[] =>
  [...text.matchAll(/(?:[0-9a-f]{2}){9,}/gi)].flatMap(([run]) =>
    [0, 1].map((from) => Buffer.from(run.slice(from), 'hex')),
  );
