import type { WriteStream } from 'node:tty';

/** Where a start says what it does. */
export interface Screen {
  /** A line that stays. */
  say(line: string): void;
  /** What goes on right now: one line that is written over on a terminal, a line of its own elsewhere. */
  show(line: string): void;
  /** Like `show`, for what changes many times a second: nothing elsewhere than on a terminal. */
  flicker(line: string): void;
}

const ERASE_LINE = '\r\u001B[2K';

export function createScreen(out: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>): Screen {
  if (!out.isTTY)
    return {
      say: (line) => void out.write(`${line}\n`),
      show: (line) => void out.write(`${line}\n`),
      flicker: () => {},
    };
  const overwrite = (line: string): void => void out.write(`${ERASE_LINE}${line.slice(0, out.columns - 1)}`);
  return { say: (line) => void out.write(`${ERASE_LINE}${line}\n`), show: overwrite, flicker: overwrite };
}
