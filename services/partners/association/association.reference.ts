import type { ServiceContext } from '../../kit/service-context.ts';
import { associationById } from './association.loaders.ts';

export const resolveAssociation = ({ id }: { id: string }, context: ServiceContext) =>
  associationById(context).load(id);
