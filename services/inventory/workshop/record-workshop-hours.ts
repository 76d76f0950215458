import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { WorkshopShift } from './workshop-shift.entity.ts';
import { ShiftInput, ShiftPayload, workOf } from './workshop.payload.ts';

@InputType()
class RecordWorkshopHoursInput extends ShiftInput {}

@ObjectType()
class RecordWorkshopHoursPayload extends ShiftPayload {}

@Resolver()
export class RecordWorkshopHours {
  @Mutation(() => RecordWorkshopHoursPayload, {
    description: `Records hours worked in the workshop on one day under one scheme. Refused with NOBODY_WORKED, IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS, ${refusedFor('programme')}.`,
  })
  recordWorkshopHours(
    @Arg('input', () => RecordWorkshopHoursInput) input: RecordWorkshopHoursInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'recordWorkshopHours', input, async ({ em, newId, today, happened }) => {
      operatingSeat(context);
      const on = businessDay(input.on, today);
      const work = workOf(input);
      if (work.workers === 0) throw nobodyWorked();
      const shift = em.create(WorkshopShift, { id: newId('shift'), workedOn: on, ...work });
      await happened({ noun: 'WorkshopShift', id: shift.id, verb: 'recordWorkshopHours', on, details: work });
      return { shift };
    });
  }
}

const nobodyWorked = (): Refusal =>
  new Refusal('NOBODY_WORKED', 'workers', {
    en: 'Say how many people worked; to take recorded hours back, correct them to 0.',
    fr: 'Dites combien de personnes ont travaillé ; pour annuler des heures saisies, corrigez-les à 0.',
  });
