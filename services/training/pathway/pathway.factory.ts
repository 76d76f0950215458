import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { DIGITAL_AREAS } from './digital-area.ts';

export interface MadePathway {
  pathway: { id: string; state: string; history: object[] };
}

const PATHWAY = `pathway {
  id state goal prescribedOn startedOn ending endedOn outcome exitedOn laterOutcome laterOutcomeOn laterOutcomeDueOn
  hoursAttended person { id } prescriber { id } programme { id } redirectedTo { id }
  assessments { assessedOn autonomy levels { area level } } progress { area before after gained }
  history { verb happenedOn details }
}`;

/** Does one step; answers the payload. */
export const step = (trainer: GraphQLClient, verb: string, input: object) =>
  callVerb<MadePathway>(trainer, verb, PATHWAY, { idempotencyKey: newTypeId('key'), ...input });

/** Prescribes a pathway to a job for somebody new, unless told otherwise; answers the payload. */
export const prescribePathway = (trainer: GraphQLClient, input: object = {}) =>
  step(trainer, 'prescribePathway', { personId: aPerson(), goal: 'JOB', ...input });

/** What to say of somebody who has the same level in each area. */
export const levelsAt = (level: number, autonomy = 'GUIDED') => ({
  levels: DIGITAL_AREAS.map((area) => ({ area, level })),
  autonomy,
});

/** The id of a pathway under way since a day. */
export async function aRunningPathway(trainer: GraphQLClient, on: string, input: object = {}): Promise<string> {
  const { pathway } = await prescribePathway(trainer, { on, ...input });
  await step(trainer, 'assessPathway', { pathwayId: pathway.id, ...levelsAt(1), on });
  await step(trainer, 'startPathway', { pathwayId: pathway.id, on });
  return pathway.id;
}

/** The id of a pathway that was left on a day with an outcome. */
export async function anExit(trainer: GraphQLClient, on: string, outcome: string): Promise<string> {
  const { pathway } = await prescribePathway(trainer, { on });
  await step(trainer, 'endPathway', { pathwayId: pathway.id, ending: 'DROPPED_OUT', on });
  await step(trainer, 'exitPathway', { pathwayId: pathway.id, outcome, on });
  return pathway.id;
}
