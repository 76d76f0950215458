import type { Named } from '../../../packages/platform/peers/noun.ts';
import { refuse, Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { programmeById } from './programme.loaders.ts';
import { whyNotInProgramme } from './programme.rules.ts';

export const resolveProgramme = ({ id }: { id: string }, context: ServiceContext) => programmeById(context).load(id);

/** The id of a programme that another service names. Refuses `NOT_FOUND`, `PROGRAMME_NOT_BEGUN`, `PROGRAMME_ENDED`. */
export async function findNamedProgramme({ id, from, to }: Named, context: ServiceContext): Promise<string> {
  const programme = await programmeById(context).load(id);
  if (!programme) throw unknown(id);
  if (from !== null && to !== null) refuse(whyNotInProgramme(programme, from, to));
  return id;
}

const unknown = (id: string): Refusal =>
  new Refusal('NOT_FOUND', 'id', {
    en: `No programme is known here as ${id}; correct the id, register the programme first, or leave it out.`,
    fr: `Aucun programme n'est connu ici comme ${id} ; corrigez l'identifiant, inscrivez d'abord le programme, ou retirez-le.`,
  });
