import { manyByKey, oneByKey } from '../../kit/loader.ts';
import type { Organisation } from './organisation.entity.ts';
import type { RoleHeld } from './organisation-role.entity.ts';

/** By id, or by an id made of a number that was given later: each number is an alias of the id that everybody holds. */
const BY_ID = `
  select id as asked_as, * from organisation where id = any($1)
  union all
  select 'SIRET-' || siret, * from organisation where 'SIRET-' || siret <> id
    and siret = any(array(select substr(key, 7) from unnest($1::text[]) key where key like 'SIRET-%'))
  union all
  select 'RNA-' || rna, * from organisation where 'RNA-' || rna <> id
    and rna = any(array(select substr(key, 5) from unnest($1::text[]) key where key like 'RNA-%'))`;

export const organisationById = oneByKey<Organisation & { askedAs: string }>(BY_ID, ({ askedAs }) => askedAs);

/** What organisations are and were, the latest first; none after they closed. */
export const rolesByOrganisation = manyByKey<RoleHeld>(
  `select held.organisation_id, held.role, held.since, least(held.until, o.closed_on) as until, held.origin
   from role_held held join organisation o on o.id = held.organisation_id
   where held.organisation_id = any($1) order by held.since desc, held.role, held.origin`,
  ({ organisationId }) => organisationId,
);
