import { connectionOf } from '../../kit/paging/connection.ts';
import { Attendance } from './attendance.entity.ts';

export const AttendanceConnection = connectionOf('Attendance', () => Attendance);
