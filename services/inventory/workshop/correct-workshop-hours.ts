import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse, Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { whyNotYet } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { WorkshopShift } from './workshop-shift.entity.ts';
import { shiftById } from './workshop.loaders.ts';
import { ShiftInput, ShiftPayload, workOf } from './workshop.payload.ts';

@InputType()
class CorrectWorkshopHoursInput extends ShiftInput {
  @Field(() => ID, { description: 'The shift that is wrong.' })
  shiftId!: string;

  @Field(() => String, { description: 'What was wrong, 3 to 300 characters; never about a person.' })
  @Length(3, 300)
  @OfSeveralLines()
  reason!: string;
}

@ObjectType()
class CorrectWorkshopHoursPayload extends ShiftPayload {}

@Resolver()
export class CorrectWorkshopHours {
  @Mutation(() => CorrectWorkshopHoursPayload, {
    description: `Records hours that supersede wrong ones, on the same day unless \`on\` gives another; the wrong ones stay readable and count no more. Refused with ALREADY_SUPERSEDED, IN_THE_FUTURE, ${refusedFor('programme')}.`,
  })
  correctWorkshopHours(
    @Arg('input', () => CorrectWorkshopHoursInput) input: CorrectWorkshopHoursInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(
      context,
      'correctWorkshopHours',
      input,
      async ({ em, newId, today, happened }) => {
        const { shiftId, reason } = input;
        const wrong = await findLocked(em, WorkshopShift, shiftId, 'shiftId');
        const on = input.on ?? wrong.workedOn;
        refuse(whyNotYet(on, today));
        if ((await em.count(WorkshopShift, { supersedesId: shiftId })) > 0) throw alreadySuperseded();
        const work = workOf(input);
        const shift = em.create(WorkshopShift, {
          id: newId('shift'),
          workedOn: on,
          ...work,
          supersedesId: shiftId,
          reason,
        });
        await happened(
          { noun: 'WorkshopShift', id: shift.id, verb: 'correctWorkshopHours', on, details: { ...work, shiftId } },
          { noun: 'WorkshopShift', id: shiftId, verb: 'correctWorkshopHours', on, details: { supersededBy: shift.id } },
        );
        return { shift };
      },
      async () => ({ on: input.on ?? (await shiftById(context).load(input.shiftId))?.workedOn }),
    );
  }
}

const alreadySuperseded = (): Refusal =>
  new Refusal('ALREADY_SUPERSEDED', 'shiftId', {
    en: 'These hours were already corrected; correct the latest ones.',
    fr: 'Ces heures ont déjà été corrigées ; corrigez les plus récentes.',
  });
