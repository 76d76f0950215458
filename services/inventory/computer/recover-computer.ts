import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { RepairTicket } from '../repair/repair-ticket.entity.ts';
import { doubt } from '../storage/doubt.ts';
import { storagesIn } from '../storage/storage.loaders.ts';
import type { Storage } from '../storage/storage.entity.ts';
import { ComputerInput, ComputerPayload } from './computer.payload.ts';
import { whyNotRecoverable } from './whereabouts.rules.ts';
import { takeOne } from './step.ts';

@InputType()
class RecoverComputerInput extends ComputerInput {}

@ObjectType()
class RecoverComputerPayload extends ComputerPayload {}

interface Known {
  storages: Map<string, Storage[]>;
  inRepair: Set<string>;
}

@Resolver()
export class RecoverComputer {
  @Mutation(() => RecoverComputerPayload, {
    description:
      'Records that a lost or stolen machine was found again: back at the workshop, on the bench while its repair is open, and to be erased again. Refused with NOT_FOUND, NOT_MISSING, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  recoverComputer(
    @Arg('input', () => RecoverComputerInput) input: RecoverComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne<RecoverComputerInput, Known>(context, input, {
      verb: 'recoverComputer',
      know: async ({ em }, ids) => ({
        storages: await storagesIn(em, ids),
        inRepair: new Set(
          (await em.find(RepairTicket, { computerId: { $in: ids }, outcome: null })).map(
            ({ computerId }) => computerId,
          ),
        ),
      }),
      whyNot: whyNotRecoverable,
      change: (computer, _line, _on, _acting, { storages, inRepair }) => {
        computer.custody = inRepair.has(computer.id) ? 'IN_REPAIR' : 'IN_STOCK';
        // Nobody knows who had it meanwhile.
        doubt(computer, storages.get(computer.id)!);
      },
    });
  }
}
