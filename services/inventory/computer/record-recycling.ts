import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../kit/service-context.ts';
import { IsOrganisationId } from '../../kit/verb/foreign-id.ts';
import { ComputerInput, ComputerPayload } from './computer.payload.ts';
import { whyNotRecyclable } from './computer.rules.ts';
import { Recycling } from './recycling.entity.ts';
import { takeOne } from './step.ts';

@InputType()
class RecordRecyclingInput extends ComputerInput {
  @Field(() => ID, { description: 'The recycler: `SIRET-…`, else `RNA-W…`, else `ORG-…`.' })
  @IsOrganisationId()
  recyclerId!: string;

  @Field(() => String, { description: "The number of the recycler's certificate, 1 to 100 characters." })
  @Length(1, 100)
  certificate!: string;
}

@ObjectType()
class RecordRecyclingPayload extends ComputerPayload {}

@Resolver()
export class RecordRecycling {
  @Mutation(() => RecordRecyclingPayload, {
    description:
      "Records the recycler's certificate: the end of a machine. Refused with NOT_FOUND, NOT_COLLECTED, NOT_TO_RECYCLE, ON_LOAN, IN_REPAIR, LOST_OR_STOLEN, ALREADY_RECYCLED, IN_THE_FUTURE, OUT_OF_ORDER.",
  })
  recordRecycling(
    @Arg('input', () => RecordRecyclingInput) input: RecordRecyclingInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne<RecordRecyclingInput>(context, input, {
      verb: 'recordRecycling',
      whyNot: whyNotRecyclable,
      change: (computer, { recyclerId, certificate }, on, { em }) => {
        computer.custody = 'RECYCLED';
        em.create(Recycling, { computerId: computer.id, recyclerId, certificate, recycledOn: on });
        return { recyclerId, certificate };
      },
      milestone: () => 'RECYCLED',
    });
  }
}
