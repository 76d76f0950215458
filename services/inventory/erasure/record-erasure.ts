import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Matches, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { IDEMPOTENCY_KEY, ON, VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import type { Computer } from '../computer/computer.entity.ts';
import { ComputerPayload, ComputersPayload, LONGEST_LIST } from '../computer/computer.payload.ts';
import { takeMany, takeOne, type ComputerStep } from '../computer/step.ts';
import type { Storage } from '../storage/storage.entity.ts';
import { storagesIn } from '../storage/storage.loaders.ts';
import { ErasureMethod } from './erasure.entity.ts';
import { whyNotRecordable } from './erasure.rules.ts';
import { keepProof } from './keep-proof.ts';

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

  @Field(() => ID, {
    nullable: true,
    description:
      'Which storage of the machine; without it and without a serial number, the only one that is not erased yet, else one that is recorded now.',
  })
  storageId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The storage's serial number, up to 80 characters: of one on record, else of one without a number, else of one that is recorded now.",
  })
  @IsOptional()
  @Length(1, 80)
  storageSerial?: string | null;

  @Field(() => String, { nullable: true, description: "SHA-256 of the tool's certificate, 64 hexadecimal digits." })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  certificateDigest?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Who did it, as the subject of their token, up to 80 characters; never a name. Whoever records it unless given.',
  })
  @IsOptional()
  @Length(1, 80)
  operator?: string | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'False when the machine has another storage, which is not on record yet.',
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

const erase: ComputerStep<ErasedComputerInput, Map<string, Storage[]>> = {
  verb: 'recordErasure',
  know: ({ em }, ids) => storagesIn(em, ids),
  whyNot: (computer, line, storages) => whyNotRecordable(computer, line, storages.get(computer.id)!),
  change: (computer, line, on, acting, known) => {
    const storages = known.get(computer.id)!;
    if (!line.noStorage) keepProof(storages, line, on, acting);
    const areAllErased = storages.every(({ erasedOn }) => erasedOn);
    const isErased = line.noStorage || line.succeeded === true;
    if (isErased && line.isLastStorage && areAllErased) prove(computer, on);
    return { method: line.method ?? 'NO_STORAGE', succeeded: isErased };
  },
};

function prove(computer: Computer, on: string): void {
  computer.erasedOn = on;
  if (computer.processing === 'TRIAGED') computer.processing = 'ERASED';
}

const REFUSED =
  'Refused with NOT_FOUND, NOT_COLLECTED, NOT_TRIAGED, ALREADY_ERASED, PROOF_INCOMPLETE, DESTRUCTION_REQUIRED, HAS_STORAGE, STORAGE_AMBIGUOUS, ON_LOAN, RESERVED, IN_REPAIR, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.';

@Resolver()
export class RecordErasure {
  @Mutation(() => RecordErasurePayload, {
    description: `Records what was done to a storage: the machine is ERASED once every storage is proved so. ${REFUSED}`,
  })
  recordErasure(@Arg('input', () => RecordErasureInput) input: RecordErasureInput, @Ctx() context: ServiceContext) {
    return takeOne<ErasedComputerInput, Map<string, Storage[]>>(context, input, erase);
  }

  @Mutation(() => RecordErasuresPayload, { description: `The same for many machines at once. ${REFUSED}` })
  recordErasures(@Arg('input', () => RecordErasuresInput) input: RecordErasuresInput, @Ctx() context: ServiceContext) {
    return takeMany<ErasedComputerInput, Map<string, Storage[]>>(context, 'recordErasures', input, erase);
  }
}
