import { Arg, Args, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { CANCEL_REFUSALS, cancelImport } from '../../../packages/imports/cancel-import.ts';
import { ImportFileInput } from '../../../packages/imports/import-file.input.ts';
import { CancelImportInput, ImportPayload } from '../../../packages/imports/import.payload.ts';
import { ImportRun, ImportRunConnection } from '../../../packages/imports/import-run.ts';
import { importById, importsOf } from '../../../packages/imports/read-imports.ts';
import { FILE_REFUSALS, startImport } from '../../../packages/imports/start-import.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Donation } from '../donation/donation.entity.ts';
import { whyNotOpen } from '../donation/donation.rules.ts';
import { computerImport } from './take-computers.ts';

@InputType({ description: 'A sheet of machines: the export of Snipe-IT, or any table with the same columns.' })
export class ImportComputersInput extends ImportFileInput {
  @Field(() => ID, { description: 'The donation that all its machines belong to.' })
  donationId!: string;
}

@InputType({ description: 'An import of machines to stop.' })
export class CancelComputerImportInput extends CancelImportInput {}

@ObjectType({ description: 'The import, or why it did not begin.' })
export class ImportComputersPayload extends ImportPayload {}

@ObjectType({ description: 'The import, or why it was not stopped.' })
export class CancelComputerImportPayload extends ImportPayload {}

@Resolver()
export class ImportComputers {
  @Mutation(() => ImportComputersPayload, {
    description: `Registers the machines of a file in a donation, beside the requests and in the order of its lines. A line whose label is registered already is skipped when it says the same, and refused otherwise. Refused with NOT_FOUND, NOT_ACCEPTED, DECLINED, CANCELLED, INVENTORY_CLOSED, ${FILE_REFUSALS}.`,
  })
  importComputers(
    @Arg('input', () => ImportComputersInput, { description: 'The file, and where its machines belong.' })
    input: ImportComputersInput,
    @Ctx() context: ServiceContext,
  ) {
    const { donationId } = input;
    return startImport(context, computerImport, input, { donationId }, async ({ em }) =>
      refuse(whyNotOpen(await findLocked(em, Donation, donationId, 'donationId'))),
    );
  }

  @Mutation(() => CancelComputerImportPayload, {
    description: `Stops an import of machines; those it registered stay. Refused with ${CANCEL_REFUSALS}.`,
  })
  cancelComputerImport(
    @Arg('input', () => CancelComputerImportInput, { description: 'Which one.' }) input: CancelComputerImportInput,
    @Ctx() context: ServiceContext,
  ) {
    return cancelImport(context, 'cancelComputerImport', computerImport.verb, input);
  }

  @Query(() => ImportRun, { nullable: true, description: 'The import of machines of an id, or null.' })
  computerImport(
    @Arg('id', () => ID, { description: 'Its id: `import_…`.' }) id: string,
    @Ctx() context: ServiceContext,
  ): Promise<ImportRun | null> {
    return importById(context).load(id);
  }

  @Query(() => ImportRunConnection, { description: 'Every import of machines, oldest first.' })
  computerImports(@Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return importsOf(context, computerImport.verb, page);
  }
}
