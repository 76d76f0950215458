const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** Where the body of a request begins, or -1 while its head is not whole. */
export function bodyAt(message: Buffer): number {
  const end = message.indexOf(END_OF_HEAD);
  return end < 0 ? -1 : end + END_OF_HEAD.length;
}

/** Whether these bytes are a whole request: its head, and as much of a body as the head says. */
export function isWhole(message: Buffer): boolean {
  const body = bodyAt(message);
  if (body < 0) return false;
  const [, length = '0'] = /^content-length: *(\d+)/im.exec(message.subarray(0, body).toString('latin1')) ?? [];
  return message.length >= body + Number(length);
}

/** The request with only a share of its body, and a head that says so. */
export function truncated(message: Buffer, share: number): Buffer {
  const body = bodyAt(message);
  const kept = message.subarray(body, body + Math.floor((message.length - body) * share));
  const head = message.subarray(0, body).toString('latin1');
  return Buffer.concat([Buffer.from(head.replace(/^content-length: *\d+/im, `content-length: ${kept.length}`)), kept]);
}

/** The message with one bit of its body turned over. */
export function flipped(message: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(message);
  const body = bodyAt(copy);
  const position = Math.min(copy.length - 1, body + Math.floor((copy.length - body) * at));
  copy[position]! ^= 1 << bit;
  return copy;
}
