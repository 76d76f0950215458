import { connectionOf } from '../../kit/paging/connection.ts';
import { Pathway } from './pathway.entity.ts';

export const PathwayConnection = connectionOf('Pathway', () => Pathway);
