import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { Attendance } from './attendance.entity.ts';

export const AttendanceConnection = connectionOf('Attendance', () => Attendance);
