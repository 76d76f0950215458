import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Matches, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { GraphQLLocalDate } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import type { Acting } from '../../kit/verb/act.ts';
import { ComputerPayload, ComputersPayload, LONGEST_LIST } from '../computer/computer.payload.ts';
import { takeMany, takeOne, type ComputerStep } from '../computer/step.ts';
import { IDEMPOTENCY_KEY, ON, VerbInput } from '../../kit/verb/verb-input.ts';
import { Erasure, ErasureMethod } from './erasure.entity.ts';
import { whyNotRecordable } from './erasure.rules.ts';

/** What was done to one storage of a machine, or that it has none. */
@InputType()
class ErasedComputerInput {
  @Field(() => ID, { description: 'The machine.' })
  computerId!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'The machine has no storage at all; then no proof is given.',
  })
  noStorage!: boolean;

  @Field(() => ErasureMethod, { nullable: true, description: 'How it was done; DESTROY after an erasure that failed.' })
  method?: ErasureMethod | null;

  @Field(() => String, { nullable: true, description: 'The standard that was followed, 1 to 80 characters.' })
  @IsOptional()
  @Length(1, 80)
  standard?: string | null;

  @Field(() => String, { nullable: true, description: 'The tool and its version, 1 to 80 characters.' })
  @IsOptional()
  @Length(1, 80)
  tool?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the tool verified it.' })
  succeeded?: boolean | null;

  @Field(() => String, { nullable: true, description: "The storage's serial number, up to 80 characters." })
  @IsOptional()
  @Length(1, 80)
  storageSerial?: string | null;

  @Field(() => String, { nullable: true, description: "SHA-256 of the tool's certificate, 64 hexadecimal digits." })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  certificateDigest?: string | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'False when another storage of the machine is still to be erased.',
  })
  isLastStorage!: boolean;
}

@InputType()
class RecordErasureInput extends ErasedComputerInput implements VerbInput {
  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@InputType()
class RecordErasuresInput extends VerbInput {
  @Field(() => [ErasedComputerInput], { description: 'From 1 to 500 storages, all recorded or none.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(LONGEST_LIST)
  @ValidateNested()
  computers!: ErasedComputerInput[];
}

@ObjectType()
class RecordErasurePayload extends ComputerPayload {}

@ObjectType()
class RecordErasuresPayload extends ComputersPayload {}

const erase: ComputerStep<ErasedComputerInput> = {
  verb: 'recordErasure',
  whyNot: whyNotRecordable,
  change: (computer, line, on, acting) => {
    if (!line.noStorage) keepProof(line, on, acting);
    const isErased = line.noStorage || line.succeeded === true;
    computer.isDestructionDue = !isErased;
    if (isErased && line.isLastStorage) {
      computer.processing = 'ERASED';
      computer.erasedOn = on;
    }
    return { method: line.method ?? 'NO_STORAGE', succeeded: isErased };
  },
};

function keepProof(line: ErasedComputerInput, performedOn: string, { em, newId }: Acting): void {
  em.create(Erasure, {
    id: newId('erasure'),
    computerId: line.computerId,
    method: line.method!,
    standard: line.standard!,
    tool: line.tool!,
    isSuccess: line.succeeded!,
    storageSerial: line.storageSerial ?? null,
    certificateDigest: line.certificateDigest ?? null,
    performedOn,
  });
}

const REFUSED =
  'Refused with NOT_FOUND, NOT_COLLECTED, NOT_TRIAGED, ALREADY_ERASED, PROOF_INCOMPLETE, DESTRUCTION_REQUIRED, LEFT_THE_CHAIN, ON_LOAN, IN_REPAIR, LOST_OR_STOLEN, ALREADY_RECYCLED, IN_THE_FUTURE, OUT_OF_ORDER.';

@Resolver()
export class RecordErasure {
  @Mutation(() => RecordErasurePayload, {
    description: `Records what was done to a storage: the machine is ERASED once every storage is proved so. ${REFUSED}`,
  })
  recordErasure(@Arg('input', () => RecordErasureInput) input: RecordErasureInput, @Ctx() context: ServiceContext) {
    return takeOne(context, input, erase);
  }

  @Mutation(() => RecordErasuresPayload, { description: `The same for many machines at once. ${REFUSED}` })
  recordErasures(@Arg('input', () => RecordErasuresInput) input: RecordErasuresInput, @Ctx() context: ServiceContext) {
    return takeMany(context, 'recordErasures', input, erase);
  }
}
