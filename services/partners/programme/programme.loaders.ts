import { oneByKey } from '../../kit/loader.ts';
import type { Programme } from './programme.entity.ts';

export const programmeById = oneByKey<Programme>('select * from programme where id = any($1)', ({ id }) => id);
