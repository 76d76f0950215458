/** What stands in every column about people and single machines: found anywhere outside, it has leaked. */
export const CANARY = 'ZQXCANARY';

const SPELLINGS = [
  CANARY,
  CANARY.toLowerCase(),
  Buffer.from(CANARY).toString('hex'),
  // Base64 of a word depends on where in its three bytes it begins.
  ...['', 'x', 'xx'].map((before) => Buffer.from(`${before}${CANARY}`).toString('base64').slice(4, -4)),
];

/** Whether bytes hold a canary, as it is or written in another way. */
export const holdsCanary = (bytes: Buffer): boolean => SPELLINGS.some((spelling) => bytes.includes(spelling));
