import { IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerInput, ComputerPayload } from './computer.payload.ts';
import { whyNotRecyclable } from './computer.rules.ts';
import { Recycling } from './recycling.entity.ts';
import { takeOne } from './step.ts';

@InputType()
class RecordRecyclingInput extends ComputerInput {
  @Field(() => ID, { description: 'The recycler: `SIRET-…`, else `RNA-W…`, else `ORG-…`.' })
  @ForeignId('organisation')
  recyclerId!: string;

  @Field(() => String, { description: "The number of the recycler's certificate, 1 to 100 characters." })
  @Length(1, 100)
  certificate!: string;

  @Field(() => String, { nullable: true, description: "SHA-256 of the certificate's file, 64 hexadecimal digits." })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  certificateDigest?: string | null;

  @Field(() => Float, { nullable: true, description: 'What the recycler weighed, in kilograms, up to 1,000.' })
  @IsOptional()
  @Min(0.01)
  @Max(1000)
  weightKg?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether the certificate says that its storages were destroyed: needed while nothing else proves its data gone.',
  })
  storagesDestroyed!: boolean;
}

@ObjectType()
class RecordRecyclingPayload extends ComputerPayload {}

@Resolver()
export class RecordRecycling {
  @Mutation(() => RecordRecyclingPayload, {
    description: `Records the recycler's certificate: the end of a machine. Refused with NOT_COLLECTED, NOT_TO_RECYCLE, DATA_NOT_SAFE, ON_LOAN, RESERVED, IN_REPAIR, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER, ${refusedFor('organisation')}.`,
  })
  recordRecycling(
    @Arg('input', () => RecordRecyclingInput) input: RecordRecyclingInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne<RecordRecyclingInput>(context, input, {
      verb: 'recordRecycling',
      whyNot: (computer, { storagesDestroyed }) => whyNotRecyclable(computer, storagesDestroyed),
      change: (computer, { recyclerId, certificate, certificateDigest, weightKg, storagesDestroyed }, on, { em }) => {
        computer.custody = 'RECYCLED';
        em.create(Recycling, {
          computerId: computer.id,
          recyclerId,
          certificate,
          certificateDigest: certificateDigest ?? null,
          weightKg: weightKg ?? null,
          storagesDestroyed,
          recycledOn: on,
        });
        return { recyclerId, certificate, storagesDestroyed };
      },
      milestone: () => 'RECYCLED',
    });
  }
}
