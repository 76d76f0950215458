import { ArrayMaxSize, ArrayMinSize, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { Part } from '../part/part.entity.ts';
import { RecoveredPartInput } from '../part/part.payload.ts';
import { ComputerInput, ComputerPayload } from './computer.payload.ts';
import { whyNotDismantlable } from './computer.rules.ts';
import { takeOne } from './step.ts';

@InputType()
class DismantleComputerInput extends ComputerInput {
  @Field(() => [RecoveredPartInput], {
    description: 'From 1 to 50 parts worth keeping; its storages are not among them.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested()
  parts!: RecoveredPartInput[];
}

@ObjectType()
class DismantleComputerPayload extends ComputerPayload {}

@Resolver()
export class DismantleComputer {
  @Mutation(() => DismantleComputerPayload, {
    description:
      'Takes a machine apart: its parts go into the stock, its carcass waits for the recycler. Its storages still need their proof, or a recycler who certifies their destruction. Refused with NOT_FOUND, NOT_COLLECTED, NOT_TRIAGED, ALREADY_DISMANTLED, ON_LOAN, RESERVED, IN_REPAIR, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  dismantleComputer(
    @Arg('input', () => DismantleComputerInput) input: DismantleComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne<DismantleComputerInput>(context, input, {
      verb: 'dismantleComputer',
      whyNot: whyNotDismantlable,
      change: (computer, { parts }, on, acting) => {
        Object.assign(computer, { processing: 'DISMANTLED', dismantledOn: on });
        return { partIds: parts.map((part) => recover(acting, computer.id, part, on)) };
      },
    });
  }
}

function recover({ em, newId, happened }: Acting, originId: string, part: RecoveredPartInput, on: string): string {
  const { kind, label, isTested } = part;
  const id = newId('part');
  em.create(Part, { id, kind, label, isTested, costCents: 0, originId, stockedOn: on });
  void happened({ noun: 'Part', id, verb: 'dismantleComputer', on, details: { computerId: originId } });
  return id;
}
