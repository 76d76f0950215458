import { Arg, Args, Ctx, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { CANCEL_REFUSALS, cancelImport } from '../../../packages/imports/cancel-import.ts';
import { ImportFileInput } from '../../../packages/imports/import-file.input.ts';
import { CancelImportInput, ImportPayload } from '../../../packages/imports/import.payload.ts';
import { ImportRun, ImportRunConnection } from '../../../packages/imports/import-run.ts';
import { importById, importsOf } from '../../../packages/imports/read-imports.ts';
import { FILE_REFUSALS, startImport } from '../../../packages/imports/start-import.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { placeImport } from './take-places.ts';

@InputType({ description: 'A table of places in the French schema of places of digital mediation.' })
export class ImportPlacesInput extends ImportFileInput {}

@InputType({ description: 'An import of places to stop.' })
export class CancelPlaceImportInput extends CancelImportInput {}

@ObjectType({ description: 'The import, or why it did not begin.' })
export class ImportPlacesPayload extends ImportPayload {}

@ObjectType({ description: 'The import, or why it was not stopped.' })
export class CancelPlaceImportPayload extends ImportPayload {}

@Resolver()
export class ImportPlaces {
  @Mutation(() => ImportPlacesPayload, {
    description: `Registers the places of a file, beside the requests and in the order of its lines. A line is skipped when its place is registered already, just as it says. Refused with ${FILE_REFUSALS}.`,
  })
  importPlaces(
    @Arg('input', () => ImportPlacesInput, { description: 'The file.' }) input: ImportPlacesInput,
    @Ctx() context: ServiceContext,
  ) {
    return startImport(context, placeImport, input, {});
  }

  @Mutation(() => CancelPlaceImportPayload, {
    description: `Stops an import of places; those it registered stay. Refused with ${CANCEL_REFUSALS}.`,
  })
  cancelPlaceImport(
    @Arg('input', () => CancelPlaceImportInput, { description: 'Which one.' }) input: CancelPlaceImportInput,
    @Ctx() context: ServiceContext,
  ) {
    return cancelImport(context, 'cancelPlaceImport', placeImport.verb, input);
  }

  @Query(() => ImportRun, { nullable: true, description: 'The import of places of an id, or null.' })
  placeImport(
    @Arg('id', () => ID, { description: 'Its id: `import_…`.' }) id: string,
    @Ctx() context: ServiceContext,
  ): Promise<ImportRun | null> {
    return importById(context).load(id);
  }

  @Query(() => ImportRunConnection, { description: 'Every import of places, oldest first.' })
  placeImports(@Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return importsOf(context, placeImport.verb, page);
  }
}
