import { ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerInput, ComputerPayload } from '../computer/computer.payload.ts';
import { whyNotOnBench } from '../computer/whereabouts.rules.ts';
import { takeOne } from '../computer/step.ts';
import { doubt } from './doubt.ts';
import type { Storage } from './storage.entity.ts';
import { storagesIn } from './storage.loaders.ts';
import { declareStorage, StorageInput } from './storage.payload.ts';
import { whyNotAddable } from './storage.rules.ts';

@InputType()
class AddStorageInput extends ComputerInput {
  @Field(() => StorageInput, { description: 'The storage.' })
  @ValidateNested()
  storage!: StorageInput;
}

@ObjectType()
class AddStoragePayload extends ComputerPayload {}

@Resolver()
export class AddStorage {
  @Mutation(() => AddStoragePayload, {
    description:
      'Records a storage found in a machine or put into it: one that was erased or READY is TRIAGED again, since this one is not proved erased. Refused with NOT_FOUND, STORAGE_KNOWN, NOT_COLLECTED, ON_LOAN, RESERVED, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  addStorage(@Arg('input', () => AddStorageInput) input: AddStorageInput, @Ctx() context: ServiceContext) {
    return takeOne<AddStorageInput, Map<string, Storage[]>>(context, input, {
      verb: 'addStorage',
      know: ({ em }, ids) => storagesIn(em, ids),
      whyNot: (computer, { storage }, storages) =>
        whyNotOnBench(computer) ?? whyNotAddable(storage, storages.get(computer.id)!, 'storage.serial'),
      change: (computer, { storage }, on, acting) => {
        const { id } = declareStorage(acting, computer.id, storage, on);
        doubt(computer, []);
        return { storageId: id };
      },
    });
  }
}
