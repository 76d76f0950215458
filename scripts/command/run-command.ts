import type { ParseArgsOptionsConfig } from 'node:util';
import { Failure } from '../../packages/platform/refusals/failure.ts';
import { readCommandLine, Usage, type CommandLine } from './command-line.ts';
import { EXIT } from './exit.ts';

/** A command that people type. */
export interface Command<Options extends ParseArgsOptionsConfig> {
  /** How it is used: what `--help` prints. */
  usage: string;
  options: Options;
  /** Whether failures are told in French. */
  isFrench?: (values: CommandLine<Options>['values']) => boolean;
  /** Does it; returns its exit code. */
  run(line: CommandLine<Options>): Promise<number>;
}

/** Runs a command as the process's own. What goes wrong is one sentence, never a stack or what was sent. */
export async function runCommand<const Options extends ParseArgsOptionsConfig>(
  command: Command<Options>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  process.exitCode = await outcomeOf(command, args);
}

async function outcomeOf<Options extends ParseArgsOptionsConfig>(
  { usage, options, run, isFrench }: Command<Options>,
  args: readonly string[],
): Promise<number> {
  let speaksFrench = false;
  try {
    if (args.includes('--help')) {
      console.log(usage);
      return EXIT.well;
    }
    const line = readCommandLine(options, args);
    speaksFrench = isFrench?.(line.values) ?? false;
    return await run(line);
  } catch (error) {
    console.error(error instanceof Usage ? `${error.message}\n\n${usage}`.trim() : sentenceOf(error, speaksFrench));
    return error instanceof Usage ? EXIT.usage : EXIT.failed;
  }
}

const sentenceOf = (error: unknown, isFrench: boolean): string =>
  error instanceof Failure && isFrench ? error.sentence.fr : (error as Error).message;
