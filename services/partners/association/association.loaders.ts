import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import type { AssociationCoverage } from './association-coverage.entity.ts';
import type { Association } from './association.entity.ts';

export const associationById = oneByKey<Association>('select * from association where id = any($1)', ({ id }) => id);

export const coverageByAssociation = manyByKey<AssociationCoverage>(
  'select * from association_coverage where association_id = any($1) order by since',
  ({ associationId }) => associationId,
);
