import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../platform/refusals/refusal.ts';
import { ImportRun } from './import-run.ts';

/** What the verbs of an import answer. */
@ObjectType()
export abstract class ImportPayload {
  @Field(() => ImportRun, {
    nullable: true,
    description: 'The import as it is now; ask for it again to see it advance.',
  })
  importRun?: ImportRun;

  @Field(() => [UserError], { description: 'Why nothing was begun or changed; empty when it was.' })
  userErrors!: UserError[];
}

@InputType()
export abstract class CancelImportInput {
  @Field(() => ID, { description: 'The import.' })
  importId!: string;
}
