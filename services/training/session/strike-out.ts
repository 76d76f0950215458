import type { Attendance } from '../attendance/attendance.entity.ts';

/** The bookings there were before a session was held; whoever gave notice needs no further word. */
export const asBookings = (lines: readonly Attendance[]): Pick<Attendance, 'personId' | 'status' | 'bookedOn'>[] =>
  lines
    .filter(({ bookedOn }) => bookedOn)
    .map(({ personId, status, bookedOn }) => ({
      personId,
      status: status === 'EXCUSED' ? status : 'BOOKED',
      bookedOn: bookedOn!,
    }));

/** Takes lines out of a register without forgetting them; answers their ids. */
export function strikeOut(lines: readonly Attendance[]): string[] {
  const struck = lines.filter(({ status }) => status !== 'STRUCK_OUT');
  for (const line of struck) Object.assign(line, { status: 'STRUCK_OUT', minutes: 0, autonomy: null });
  return struck.map(({ id }) => id);
}
