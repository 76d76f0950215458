import { Length, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { IDEMPOTENCY_KEY } from '../platform/verb/verb-input.ts';
import { OfSeveralLines } from '../platform/verb/several-lines.ts';

/** The largest file, in bytes: about 15,000 machines with thirty columns. */
export const LARGEST_FILE = 5_000_000;

/** A file to import; each service's own input adds what it needs to know besides. */
@InputType()
export abstract class ImportFileInput {
  @Field(() => String, { description: 'Its name, 1 to 200 characters.' })
  @Length(1, 200)
  fileName!: string;

  @Field(() => String, { description: 'Its bytes in base64 (RFC 4648), at most 5 MB before they were encoded.' })
  @MaxLength(Math.ceil(LARGEST_FILE / 3) * 4)
  @OfSeveralLines()
  content!: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether to keep nothing and only tell what would become of each line; give false to import.',
  })
  dryRun!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to keep nothing as soon as one line is refused; else the lines that can be taken are.',
  })
  allOrNothing!: boolean;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}
