import type { ServiceContext } from '../../kit/service-context.ts';
import { programmeById } from './programme.loaders.ts';

export const resolveProgramme = ({ id }: { id: string }, context: ServiceContext) => programmeById(context).load(id);
