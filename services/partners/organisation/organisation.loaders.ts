import { oneByKey } from '../../kit/loader.ts';
import type { Organisation } from './organisation.entity.ts';

export const organisationById = oneByKey<Organisation>('select * from organisation where id = any($1)', ({ id }) => id);
