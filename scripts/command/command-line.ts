import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** What is wrong with a command line: it is answered with how the command is used. */
export class Usage extends Error {}

/** The options and other arguments of a command line. */
export type CommandLine<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>;

/** Reads a command line. Throws `Usage` when there is an option that the command does not have, or one without its value. */
export function readCommandLine<Options extends ParseArgsOptionsConfig>(
  options: Options,
  args: readonly string[],
): CommandLine<Options> {
  try {
    return parseArgs({ options, args: unmistakable(options, args), allowPositionals: true });
  } catch (error) {
    throw new Usage((error as Error).message.split('. To specify')[0], { cause: error });
  }
}

/**
 * The same arguments, written so that none is taken for an option that it is not. No option has a short name: what begins
 * with one hyphen is a value, such as a code or a token.
 */
function unmistakable(options: ParseArgsOptionsConfig, args: readonly string[]): string[] {
  const before: string[] = [];
  const values: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]!;
    const next = args[index + 1];
    if (arg === '--') return [...before, '--', ...values, ...args.slice(index + 1)];
    if (isHyphened(next) && options[arg.slice(2)]?.type === 'string') {
      before.push(`${arg}=${next}`);
      index += 1;
    } else if (arg.startsWith('--')) {
      before.push(arg);
    } else if (isHyphened(arg)) {
      values.push(arg);
    } else {
      before.push(arg);
    }
  }
  return values.length > 0 ? [...before, '--', ...values] : before;
}

const isHyphened = (arg: string | undefined): boolean => /^-(?!-)/.test(arg ?? '');
