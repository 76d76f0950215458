import { perRequest, type Loading } from '../../kit/loader.ts';
import DataLoader from 'dataloader';
import type { Association } from './association.entity.ts';

const network = perRequest<Loading, 'all', Association[]>(
  ({ sql }) =>
    new DataLoader(async (keys) => {
      const all = await sql.rows<Association>('select * from association order by id');
      return keys.map(() => all);
    }),
);

/** Every association of the network, past ones too, by id: some hundreds at most, read once per request. */
export const allAssociations = (context: Loading): Promise<Association[]> => network(context).load('all');
