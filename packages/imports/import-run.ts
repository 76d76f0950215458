import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../platform/read/connection.ts';
import type { Sentence } from '../platform/refusals/refusal.ts';
import { GraphQLDateTimeISO } from '../platform/schema/scalars.ts';
import type { Encoding } from './read-text.ts';

export const ImportState = {
  WAITING: 'WAITING',
  RUNNING: 'RUNNING',
  DONE: 'DONE',
  REFUSED: 'REFUSED',
  CANCELLED: 'CANCELLED',
} as const;
export type ImportState = keyof typeof ImportState;
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'How far an import has come.',
  valuesConfig: {
    WAITING: { description: 'Its file is read; its lines wait for their turn.' },
    RUNNING: { description: 'Its lines are being taken.' },
    DONE: { description: 'Every line has its outcome.' },
    REFUSED: { description: 'All or nothing was asked for, and a line was refused: nothing was kept.' },
    CANCELLED: { description: 'Somebody stopped it; the lines that still waited were not taken.' },
  },
});

export const ImportLineStatus = {
  WAITING: 'WAITING',
  READY: 'READY',
  CREATED: 'CREATED',
  SKIPPED: 'SKIPPED',
  REFUSED: 'REFUSED',
} as const;
export type ImportLineStatus = keyof typeof ImportLineStatus;
registerEnumType(ImportLineStatus, {
  name: 'ImportLineStatus',
  description: 'What became of a line of an imported file.',
  valuesConfig: {
    WAITING: { description: 'Nothing yet.' },
    READY: { description: 'It could be taken, and was not kept: a dry run, or all or nothing with a refused line.' },
    CREATED: { description: 'What it describes was registered.' },
    SKIPPED: { description: 'What it describes is registered already, just as it says.' },
    REFUSED: { description: 'It was not taken; its code and message say why.' },
  },
});

@Directive('@shareable')
@ObjectType({ description: 'What became of one line of an imported file.' })
export class ImportLine {
  /** For cursors: the number of the line, in as many digits as the longest file needs. */
  id!: string;

  @Field(() => Int, { description: 'The line of the file it begins on; the header is on line 1.' })
  line!: number;

  @Field(() => Int, { description: 'The line of the file it ends on.' })
  lastLine!: number;

  @Field(() => ImportLineStatus, { description: 'What became of it.' })
  status!: ImportLineStatus;

  @Field(() => String, { nullable: true, description: 'Why it was refused, or what is left to do; a stable code.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The column at fault, as the file names it.' })
  column!: string | null;

  @Field(() => ID, { nullable: true, description: 'What it became, or what it is already.' })
  objectId!: string | null;

  sentence!: Sentence | null;
}

export const ImportLineConnection = connectionOf('ImportLine', () => ImportLine);

@Directive('@shareable')
@ObjectType({
  description: 'A file of existing data, brought in line by line: how far it has come, and what was refused.',
})
export class ImportRun {
  @Field(() => ID, { description: '`import_…`.' })
  id!: string;

  @Field(() => String, { description: 'The name of the file.' })
  fileName!: string;

  @Field(() => String, { description: 'SHA-256 of its bytes, in hexadecimal.' })
  digest!: string;

  @Field(() => String, { description: 'How its characters were read: UTF-8, UTF-16, WINDOWS-1252, or MIXED.' })
  encoding!: Encoding;

  @Field(() => String, { description: 'What separates its columns.' })
  separator!: string;

  @Field(() => [String], { description: 'Its columns that are not understood here: nothing of them is kept.' })
  ignoredColumns!: string[];

  @Field(() => Boolean, { description: 'Whether nothing is kept whatever the outcome.' })
  isDryRun!: boolean;

  @Field(() => Boolean, { description: 'Whether nothing is kept as soon as one line is refused.' })
  isAllOrNothing!: boolean;

  @Field(() => ImportState, { description: 'How far it has come.' })
  state!: ImportState;

  @Field(() => Int, { description: 'How many lines it has, the header and blank lines aside.' })
  total!: number;

  @Field(() => Int, { description: 'How many lines were taken, or could be.' })
  created!: number;

  @Field(() => Int, { description: 'How many lines describe what is registered already.' })
  skipped!: number;

  @Field(() => Int, { description: 'How many lines were refused.' })
  refused!: number;

  @Field(() => String, { description: 'The subject of whoever asked for it.' })
  requestedBy!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was asked for.' })
  requestedAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it ended; null while it runs.' })
  finishedAt!: Date | null;
}

export const ImportRunConnection = connectionOf('ImportRun', () => ImportRun);
