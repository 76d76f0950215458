import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { IDEMPOTENCY_KEY, ON, VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { StorageInput } from '../storage/storage.payload.ts';
import { ComputerPayload, ComputersPayload, LONGEST_LIST } from './computer.payload.ts';
import { ComputerKind } from './computer.states.ts';
import { registerAll } from './register-all.ts';

const DONATION = { description: 'The donation it belongs to.' };

/** What is written on a machine when it is registered. */
@InputType()
export class NewComputerInput {
  @Field(() => String, {
    description: 'What the workshop writes on it, 1 to 40 characters; unique, whatever the case.',
  })
  @Length(1, 40)
  label!: string;

  @Field(() => ComputerKind, { description: 'What it is.' })
  kind!: ComputerKind;

  @Field(() => String, {
    nullable: true,
    description:
      "The maker's serial number, up to 80 characters; what firmware says for want of one (`To be filled by O.E.M.`) is left out.",
  })
  @IsOptional()
  @Length(1, 80)
  serial?: string | null;

  @Field(() => String, { nullable: true, description: "The donor's own asset tag, up to 80 characters." })
  @IsOptional()
  @Length(1, 80)
  assetTag?: string | null;

  @Field(() => String, { nullable: true, description: 'Its maker, up to 80 characters.' })
  @IsOptional()
  @Length(1, 80)
  brand?: string | null;

  @Field(() => String, { nullable: true, description: 'Its model, up to 80 characters.' })
  @IsOptional()
  @Length(1, 80)
  model?: string | null;

  @Field(() => [StorageInput], {
    nullable: true,
    description: 'What keeps data in it, up to 16, where somebody looked; others may be added until they are erased.',
  })
  @IsOptional()
  @ArrayMaxSize(16)
  @ValidateNested()
  storages?: StorageInput[] | null;
}

@InputType()
class RegisterComputerInput extends NewComputerInput implements VerbInput {
  @Field(() => ID, DONATION)
  donationId!: string;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@InputType()
export class RegisterComputersInput extends VerbInput {
  @Field(() => ID, DONATION)
  donationId!: string;

  @Field(() => [NewComputerInput], { description: 'From 1 to 500 machines, all registered or none.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(LONGEST_LIST)
  @ValidateNested()
  computers!: NewComputerInput[];
}

@ObjectType()
class RegisterComputerPayload extends ComputerPayload {}

@ObjectType()
class RegisterComputersPayload extends ComputersPayload {}

const REFUSED =
  'Refused with NOT_FOUND, NOT_ACCEPTED, DECLINED, CANCELLED, INVENTORY_CLOSED, LABEL_TAKEN, STORAGE_KNOWN, IN_THE_FUTURE, OUT_OF_ORDER, HUB_HAS_NO_OPERATIONS.';

@Resolver()
export class RegisterComputer {
  @Mutation(() => RegisterComputerPayload, {
    description: `Registers a machine of a donation: ANNOUNCED until the pick-up, COLLECTED on its day. ${REFUSED}`,
  })
  registerComputer(
    @Arg('input', () => RegisterComputerInput) input: RegisterComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'registerComputer', input, async (acting) => {
      const [computer] = await registerAll(context, acting, input, [input], (field) => field);
      return { computer: computer! };
    });
  }

  @Mutation(() => RegisterComputersPayload, { description: `The same for many machines at once. ${REFUSED}` })
  registerComputers(
    @Arg('input', () => RegisterComputersInput) input: RegisterComputersInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'registerComputers', input, async (acting) => ({
      computers: await registerAll(
        context,
        acting,
        input,
        input.computers,
        (field, index) => `computers.${index}.${field}`,
      ),
    }));
  }
}
