import type { PublicationRefusal } from '../../../packages/figures/read/publication-refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';

/** An association that is not taken at its word here. */
export type Refused = PublicationRefusal & { association: string };

/** All of them: those never heard of are known by this service alone, since an installation that is refused is so by all four. */
export const refusedHere = ({ sql }: Pick<ServiceContext, 'sql'>): Promise<Refused[]> =>
  sql.rows<Refused>("select association, code, since from publication_refusal where side = 'HERE'");
