import { manyByKey, oneByKey } from '../../kit/loader.ts';
import { pagesByParent } from '../../kit/paging/read-page.ts';
import type { Agreement } from './agreement.entity.ts';
import type { Instalment } from './instalment.entity.ts';

export const agreementById = oneByKey<Agreement>('select * from agreement where id = any($1)', ({ id }) => id);

export const agreementsByOrganisation = pagesByParent<Agreement>(
  'select * from agreement where organisation_id = parent.key',
);

export const instalmentsByAgreement = manyByKey<Instalment>(
  'select * from instalment where agreement_id = any($1) order by number',
  ({ agreementId }) => agreementId,
);
