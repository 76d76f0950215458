import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import type { Agreement } from './agreement.entity.ts';
import type { AgreementTerms } from './agreement-terms.ts';
import type { Instalment } from './instalment.entity.ts';
import type { Receipt } from './receipt.entity.ts';
import type { Target } from './target.entity.ts';

export const agreementById = oneByKey<Agreement>('select * from agreement where id = any($1)', ({ id }) => id);

export const agreementsByOrganisation = pagesByParent<Agreement>(
  'select * from agreement where organisation_id = parent.key',
);

export const instalmentsByAgreement = manyByKey<Instalment>(
  'select * from instalment where agreement_id = any($1) and withdrawn_in is null order by number',
  ({ agreementId }) => agreementId,
);

export const receiptsByInstalment = manyByKey<Receipt>(
  'select * from receipt where instalment_id = any($1) order by id',
  ({ instalmentId }) => instalmentId,
);

export const termsByAgreement = manyByKey<AgreementTerms>(
  'select * from agreement_terms where agreement_id = any($1) order by version',
  ({ agreementId }) => agreementId,
);

export const targetsByAgreement = manyByKey<Target>(
  'select * from target where agreement_id = any($1) order by id',
  ({ agreementId }) => agreementId,
);
