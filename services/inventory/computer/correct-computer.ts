import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Computer } from './computer.entity.ts';
import { ComputerInput, ComputerPayload } from './computer.payload.ts';
import { whyNotCorrectable, type Description } from './computer.rules.ts';
import { ComputerKind } from './computer.states.ts';

@InputType()
class CorrectComputerInput extends ComputerInput {
  @Field(() => ComputerKind, { nullable: true, description: 'What it is; left as it is when not given.' })
  @IsOptional()
  kind?: ComputerKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its maker, up to 80 characters; left as it is when not given, taken off when null.',
  })
  @IsOptional()
  @Length(1, 80)
  brand?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its model, up to 80 characters; left as it is when not given, taken off when null.',
  })
  @IsOptional()
  @Length(1, 80)
  model?: string | null;
}

@ObjectType()
class CorrectComputerPayload extends ComputerPayload {}

@Resolver()
export class CorrectComputer {
  @Mutation(() => CorrectComputerPayload, {
    description:
      'Corrects what a machine is said to be; its history keeps what was said before, and certificates stay as they were signed. Its names are corrected as aliases. The kind of one that is lent or ceded stays, since the price of its cession hangs on it. Refused with NOT_FOUND, NOTHING_TO_CORRECT, ON_LOAN, CEDED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE.',
  })
  correctComputer(
    @Arg('input', () => CorrectComputerInput) input: CorrectComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctComputer', input, async ({ em, today, happened }) => {
      const computer = await findLocked(em, Computer, input.computerId, 'computerId');
      const on = businessDay(input.on, today);
      const to = changesOf(computer, input);
      refuse(whyNotCorrectable(computer, to));
      const from = Object.fromEntries(Object.keys(to).map((field) => [field, computer[field as keyof Description]]));
      // No step of the machine: the next one may have happened on an earlier day.
      Object.assign(computer, to);
      await happened({ noun: 'Computer', id: computer.id, verb: 'correctComputer', on, details: { from, to } });
      return { computer };
    });
  }
}

/** What would be said otherwise than it is. */
function changesOf(computer: Computer, { kind, brand, model }: CorrectComputerInput): Partial<Description> {
  const said = { kind: kind ?? undefined, brand: asWritten(brand), model: asWritten(model) };
  const changed = Object.entries(said).filter(
    ([field, value]) => value !== undefined && value !== (computer[field as keyof Description] ?? null),
  );
  return Object.fromEntries(changed);
}

const asWritten = (text: string | null | undefined): string | null | undefined =>
  text === undefined ? undefined : text?.trim() || null;
