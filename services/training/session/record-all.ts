import type { ServiceContext } from '../../kit/service-context.ts';
import type { Acting } from '../../kit/verb/act.ts';
import { atLine } from '../../kit/verb/at-line.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { keptPeople } from '../kept-person.ts';
import { keepRegisters, settle } from './keep-registers.ts';
import { placesOf, planSession, type SessionPlanInput } from './plan-session.ts';
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
  const places = await placesOf(acting.em, sessions);
  const kept = await keptPeople(
    acting.em,
    sessions.flatMap(({ attendances }) => attendances.map(({ personId }) => personId)),
  );
  const record = (line: Recorded) => {
    const on = businessDay(line.on, acting.today);
    const attendances = line.attendances.map((one) => ({ ...one, personId: kept(one.personId) }));
    const session = planSession(acting.em, context, line, on, places);
    return settle(session, { ...line, attendances }, on, [], []);
  };
  const settled = sessions.map((line, index) => atLine(list, index, () => record(line)));
  // Their lines point to them by id alone, so they must be written before them.
  await acting.em.flush();
  await keepRegisters(acting, 'recordSession', settled);
  return settled.map(({ session }) => session);
}
