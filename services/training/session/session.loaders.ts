import { oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import type { Session } from './session.entity.ts';

export const sessionById = oneByKey<Session>('select * from session where id = any($1)', ({ id }) => id);
export const sessionsByPlace = pagesByParent<Session>('select * from session where place_id = parent.key');
export const sessionsByOrganisation = pagesByParent<Session>(
  'select * from session where organisation_id = parent.key',
);
export const sessionsByProgramme = pagesByParent<Session>('select * from session where programme_id = parent.key');
