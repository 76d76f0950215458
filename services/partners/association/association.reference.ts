import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { associationById } from './association.loaders.ts';

export const resolveAssociation = ({ id }: { id: string }, context: ServiceContext) =>
  associationById(context).load(id);
