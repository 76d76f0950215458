import DataLoader from 'dataloader';
import { perRequest, type Loading } from '../../../packages/platform/read/loader.ts';
import type { AssociationCoverage } from './association-coverage.entity.ts';
import type { Association } from './association.entity.ts';

/** A member association with the territories it works in, change by change, oldest first. */
export interface Member extends Association {
  coverage: Pick<AssociationCoverage, 'since' | 'covers'>[];
}

const MEMBERS = `
  select association.*, (
    select jsonb_agg(jsonb_build_object('since', since, 'covers', covers) order by since)
    from association_coverage where association_id = association.id
  ) as coverage
  from association order by id`;

const network = perRequest<Loading, 'all', Member[]>(
  ({ sql }) =>
    new DataLoader(async (keys) => {
      const all = await sql.rows<Member>(MEMBERS);
      return keys.map(() => all);
    }),
);

/** Every association of the network, past ones too, by id: some hundreds at most, read once per request. */
export const allAssociations = (context: Loading): Promise<Member[]> => network(context).load('all');
