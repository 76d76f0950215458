import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { Session } from './session.entity.ts';

export const SessionConnection = connectionOf('Session', () => Session);
