import { oneByKey } from '../../kit/loader.ts';
import type { Association } from './association.entity.ts';

export const associationById = oneByKey<Association>('select * from association where id = any($1)', ({ id }) => id);
