import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { atLine } from '../../../packages/platform/verb/at-line.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { keepRegisters, settle } from './keep-registers.ts';
import { placesOf, planSession, type SessionPlanInput } from './plan-session.ts';
import { registersOfKept } from './register-of-kept.ts';
import type { Register } from './register.input.ts';
import type { Session } from './session.entity.ts';

interface Recorded extends SessionPlanInput, Register {
  on?: string | null;
}

/** Plans and holds sessions, all or none; a refusal names the line of the list, if it is one: `sessions.12.placeId`. */
export async function recordAll(
  context: ServiceContext,
  acting: Acting,
  sessions: readonly Recorded[],
  list?: string,
): Promise<Session[]> {
  const registers = await registersOfKept(acting.em, sessions);
  const places = await placesOf(acting.em, sessions);
  const record = (line: Recorded, register: Register) => {
    const on = businessDay(line.on, acting.today);
    return settle(planSession(acting.em, context, line, on, places), register, on, [], []);
  };
  const settled = sessions.map((line, index) => atLine(list, index, () => record(line, registers[index]!)));
  // Their lines point to them by id alone, so they must be written before them.
  await acting.em.flush();
  await keepRegisters(acting, 'recordSession', settled);
  return settled.map(({ session }) => session);
}
