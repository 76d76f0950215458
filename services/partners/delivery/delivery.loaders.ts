import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import type { ServiceDelivery } from './delivery.entity.ts';

export const deliveriesByOrganisation = pagesByParent<ServiceDelivery>(
  'select * from delivery where organisation_id = parent.key',
);
