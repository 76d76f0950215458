import { oneByKey } from '../../../packages/platform/read/loader.ts';
import type { OrganisationContact } from './organisation-contact.entity.ts';

export const contactByOrganisation = oneByKey<OrganisationContact>(
  'select * from organisation_contact where organisation_id = any($1)',
  ({ organisationId }) => organisationId,
);
