import type { ServiceContext } from '../../kit/service-context.ts';
import { organisationById } from './organisation.loaders.ts';

export const resolveOrganisation = ({ id }: { id: string }, context: ServiceContext) =>
  organisationById(context).load(id);
