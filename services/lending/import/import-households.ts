import { Arg, Args, Ctx, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { File } from '../../../packages/platform/documents/file.ts';
import { CANCEL_REFUSALS, cancelImport } from '../../../packages/imports/cancel-import.ts';
import { ImportFileInput } from '../../../packages/imports/import-file.input.ts';
import { CancelImportInput, ImportPayload } from '../../../packages/imports/import.payload.ts';
import { ImportRun, ImportRunConnection } from '../../../packages/imports/import-run.ts';
import { importById, importsOf } from '../../../packages/imports/read-imports.ts';
import { FILE_REFUSALS, startImport } from '../../../packages/imports/start-import.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { householdTemplate } from './household-sheet.ts';
import { householdImport } from './take-households.ts';

@InputType({ description: 'The sheet of households and loans; householdImportTemplate answers an empty one.' })
export class ImportHouseholdsInput extends ImportFileInput {}

@InputType({ description: 'An import of households to stop.' })
export class CancelHouseholdImportInput extends CancelImportInput {}

@ObjectType({ description: 'The import, or why it did not begin.' })
export class ImportHouseholdsPayload extends ImportPayload {}

@ObjectType({ description: 'The import, or why it was not stopped.' })
export class CancelHouseholdImportPayload extends ImportPayload {}

@Resolver()
export class ImportHouseholds {
  @Mutation(() => ImportHouseholdsPayload, {
    description: `Registers the households of a file, their loans and those of organisations, beside the requests and in the order of its lines: requested, approved, signed, and where a computer is named handed over, looked at, renewed and returned. What is refused from the hand-over on, by the inventory or here, is told with its line, and the loan stays as far as it came. A line that was imported before, just as it is, is skipped. Refused with ${FILE_REFUSALS}.`,
  })
  importHouseholds(
    @Arg('input', () => ImportHouseholdsInput, { description: 'The file.' }) input: ImportHouseholdsInput,
    @Ctx() context: ServiceContext,
  ) {
    return startImport(context, householdImport, input, {});
  }

  @Mutation(() => CancelHouseholdImportPayload, {
    description: `Stops an import of households; those it registered stay. Refused with ${CANCEL_REFUSALS}.`,
  })
  cancelHouseholdImport(
    @Arg('input', () => CancelHouseholdImportInput, { description: 'Which one.' }) input: CancelHouseholdImportInput,
    @Ctx() context: ServiceContext,
  ) {
    return cancelImport(context, 'cancelHouseholdImport', householdImport.verb, input);
  }

  @Query(() => ImportRun, { nullable: true, description: 'The import of households of an id, or null.' })
  householdImport(
    @Arg('id', () => ID, { description: 'Its id: `import_…`.' }) id: string,
    @Ctx() context: ServiceContext,
  ): Promise<ImportRun | null> {
    return importById(context).load(id);
  }

  @Query(() => ImportRunConnection, { description: 'Every import of households, oldest first.' })
  householdImports(@Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return importsOf(context, householdImport.verb, page);
  }

  @Query(() => File, {
    description: 'An empty sheet to fill in, with two invented lines; docs/import.md explains its columns.',
  })
  householdImportTemplate(): File {
    return householdTemplate();
  }
}
