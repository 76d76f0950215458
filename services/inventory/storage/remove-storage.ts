import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerInput, ComputerPayload } from '../computer/computer.payload.ts';
import { whyNotOnBench } from '../computer/whereabouts.rules.ts';
import { takeOne } from '../computer/step.ts';
import type { Storage } from './storage.entity.ts';
import { storagesIn } from './storage.loaders.ts';
import { storageMeant, whyNotRemovable } from './storage.rules.ts';

@InputType()
class RemoveStorageInput extends ComputerInput {
  @Field(() => ID, { description: 'The storage that is taken out.' })
  storageId!: string;
}

@ObjectType()
class RemoveStoragePayload extends ComputerPayload {}

@Resolver()
export class RemoveStorage {
  @Mutation(() => RemoveStoragePayload, {
    description:
      'Takes a storage that is proved erased out of its machine; it keeps its proofs. One that cannot be erased is destroyed instead, by recordErasure. Refused with NOT_FOUND, STORAGE_NOT_ERASED, NOT_COLLECTED, ON_LOAN, RESERVED, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  removeStorage(@Arg('input', () => RemoveStorageInput) input: RemoveStorageInput, @Ctx() context: ServiceContext) {
    return takeOne<RemoveStorageInput, Map<string, Storage[]>>(context, input, {
      verb: 'removeStorage',
      know: ({ em }, ids) => storagesIn(em, ids),
      whyNot: (computer, { storageId }, storages) =>
        whyNotOnBench(computer) ?? whyNotRemovable(storageId, storages.get(computer.id)!),
      change: (computer, { storageId }, on, { happened }, storages) => {
        Object.assign(storageMeant({ storageId }, storages.get(computer.id)!)!, { goneOn: on, fate: 'REMOVED' });
        void happened({ noun: 'Storage', id: storageId, verb: 'removeStorage', on });
        return { storageId };
      },
    });
  }
}
