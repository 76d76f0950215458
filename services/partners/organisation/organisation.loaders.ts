import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import type { Organisation } from './organisation.entity.ts';
import type { RoleHeld } from './organisation-role.entity.ts';

/** By id, or by an alias: made of a number that was given later, or the id of an organisation merged into it. */
const BY_ID = `
  with asked as (
    select id as asked_as, coalesce(merged_into, id) as id from organisation where id = any($1)
    union
    select 'SIRET-' || siret, coalesce(merged_into, id) from organisation where 'SIRET-' || siret <> id
      and siret = any(array(select substr(key, 7) from unnest($1::text[]) key where key like 'SIRET-%'))
    union
    select 'RNA-' || rna, coalesce(merged_into, id) from organisation where 'RNA-' || rna <> id
      and rna = any(array(select substr(key, 5) from unnest($1::text[]) key where key like 'RNA-%')))
  select asked.asked_as, o.* from asked join organisation o using (id)`;

export const organisationById = oneByKey<Organisation & { askedAs: string }>(BY_ID, ({ askedAs }) => askedAs);

/** What organisations are and were, the latest first; none after they closed. */
export const rolesByOrganisation = manyByKey<RoleHeld>(
  `select held.organisation_id, held.role, held.since, least(held.until, o.closed_on) as until, held.origin
   from role_held held join organisation o on o.id = held.organisation_id
   where held.organisation_id = any($1) order by held.since desc, held.role, held.origin`,
  ({ organisationId }) => organisationId,
);

/** Ids under which organisations were entered a second time. */
export const mergedByOrganisation = manyByKey<Pick<Organisation, 'id' | 'mergedInto'>>(
  'select id, merged_into from organisation where merged_into = any($1) order by id',
  ({ mergedInto }) => mergedInto!,
);
