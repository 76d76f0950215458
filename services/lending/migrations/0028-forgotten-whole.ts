import { Migration } from '@mikro-orm/migrations';

/** What closing and erasing left behind until now: in words, in histories, and under the keys of requests. */
export class ForgottenWhole extends Migration {
  override up(): void {
    this.addSql(histories);
    this.addSql(words);
    this.addSql(places);
    this.addSql(keys);
  }
}

/** Loans of which nothing may lead to a household, or whose household is forgotten. */
const FORGOTTEN_LOANS = `
  select loan.id from loan left join household on household.id = household_id
   where state = 'CLOSED' or household.erased_on is not null`;

// A history is kept for ever: it says that something was judged, put right or moved, and not what it had been.
const histories = `
  update history set details = details - 'ground' where noun = 'Household' and verb = 'assessEligibility';
  update history set details = details - 'communeWas' - 'sizeWas' where noun = 'Household' and verb = 'correctHousehold';
  update history set details = details - 'commune' where noun = 'Household' and verb = 'registerHousehold';
  update history set details = details - 'from' - 'to' where noun = 'Household' and verb = 'moveHousehold';`;

const words = `
  update loan set sanction_lift_reason = null where sanction_lift_reason is not null and id in (${FORGOTTEN_LOANS});
  update loan_fault set problem = '' where loan_id in (${FORGOTTEN_LOANS});`;

const places = `
  delete from household_move where household_id in (select id from household where erased_on is not null);
  update household set email = null, reminded_by_email_since = null
   where email is not null and exists (select from person where household_id = household.id and erased_on is not null)
     and not exists (select from person where household_id = household.id and erased_on is null);`;

// A digest confirms a guess at its input; the keys of an imported line led from its household to its loan.
const keys = `
  delete from idempotency where key like 'import\\_%:household';
  delete from idempotency using (
    ${FORGOTTEN_LOANS}
    union all select id from household where erased_on is not null
    union all select id from person where erased_on is not null
    union all select household_id from person where erased_on is not null and household_id is not null
  ) as gone (id) where result is not null and position(gone.id in key || ' ' || result::text) > 0;`;
