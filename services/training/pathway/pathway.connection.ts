import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { Pathway } from './pathway.entity.ts';

export const PathwayConnection = connectionOf('Pathway', () => Pathway);
