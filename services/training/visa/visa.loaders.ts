import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import type { VisaClaim } from '../claim/claim.entity.ts';
import { keptPersonSql } from '../kept-person.ts';
import { hoursOfVisa } from './visa-hours.ts';
import type { Visa } from './visa.entity.ts';

export const visaById = oneByKey<Visa>('select * from visa where id = any($1)', ({ id }) => id);
export const visasByPerson = pagesByParent<Visa>(`select * from visa where person_id = ${keptPersonSql('parent.key')}`);

/** Minutes of each visa, so far or for ever. */
export const minutesByVisa = oneByKey<{ id: string; minutes: number }>(
  `select visa.id, coalesce(sum(hours.minutes), 0) as minutes
     from visa cross join lateral (${hoursOfVisa(`'infinity'`)}) as hours
    where visa.id = any($1)
    group by visa.id`,
  ({ id }) => id,
);

/** The claims each visa was in, oldest first: several when it was rejected. */
export const claimsByVisa = manyByKey<VisaClaim & { visaId: string }>(
  `select visa_claim.*, visa_claim_line.visa_id
     from visa_claim_line join visa_claim on visa_claim.id = visa_claim_line.claim_id
    where visa_claim_line.visa_id = any($1)
    order by visa_claim.id`,
  ({ visaId }) => visaId,
);
