import { connectionOf } from '../../kit/paging/connection.ts';
import { Session } from './session.entity.ts';

export const SessionConnection = connectionOf('Session', () => Session);
