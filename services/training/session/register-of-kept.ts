import type { EntityManager } from '@mikro-orm/postgresql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Attendance } from '../attendance/attendance.entity.ts';
import { keptPeople } from '../kept-person.ts';
import type { AttendanceInput, Register } from './register.input.ts';

/** Registers whose lines name people by the ids they are kept under. Ask before anything is locked. */
export async function registersOfKept(em: EntityManager, registers: readonly Register[]): Promise<Register[]> {
  const ids = registers.flatMap(({ attendances }) => attendances.map(({ personId }) => personId));
  const kept = await keptPeople(em, ids);
  const lineOf = ({ personId, status, autonomy, minutes }: AttendanceInput): AttendanceInput => ({
    personId: kept(personId),
    status,
    autonomy: autonomy ?? null,
    minutes: minutes ?? null,
  });
  return registers.map(({ attendances, anonymousAttendance }) => ({
    attendances: attendances.map(lineOf),
    anonymousAttendance,
  }));
}

/** The same of one register. */
export async function registerOfKept(em: EntityManager, register: Register): Promise<Register> {
  const [kept] = await registersOfKept(em, [register]);
  return kept!;
}

/**
 * The people in the register of a session as it stands: whoever is there has been answered for, and keeps their line even
 * when they are forgotten since.
 */
export async function peopleOnRecord(
  { sql }: Pick<ServiceContext, 'sql'>,
  sessionId: string,
): Promise<ReadonlySet<string>> {
  const lines = await sql.rows<Pick<Attendance, 'personId'>>('select person_id from attendance where session_id = $1', [
    sessionId,
  ]);
  return new Set(lines.map(({ personId }) => personId));
}
