import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { agreementById } from './agreement.loaders.ts';

export const resolveAgreement = ({ id }: { id: string }, context: ServiceContext) => agreementById(context).load(id);
