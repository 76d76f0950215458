import { oneByKey } from '../../../packages/platform/read/loader.ts';
import type { Place } from './place.entity.ts';

export const placeById = oneByKey<Place>('select * from place where id = any($1)', ({ id }) => id);
