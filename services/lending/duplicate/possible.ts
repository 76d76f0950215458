/** Letters that two spellings of one name may differ by: a doubled one, a missing one, two that changed places. */
const CLOSE = 2;

/** The longest text the server compares. */
const LONGEST = 255;

const nameOf = (person: string): string => `left(${person}.family_key || ${person}.given_key, ${LONGEST})`;
// One of both names begins alike: cheap to see, and few mistakes lie at the beginning of each.
const beginsAlike =
  '(left(one.family_key, 1) = left(other.family_key, 1) or left(one.given_key, 1) = left(other.given_key, 1))';
const swapped = 'one.family_key = other.given_key and one.given_key = other.family_key';
const notErased = 'one.erased_on is null and other.erased_on is null';

/**
 * People of close names: born in the same year, their names differ by two letters at most, or first and last name were
 * exchanged. Where a year of birth is missing only the same name will do. `name_key` took case, accents and signs away.
 */
const PEOPLE = `
  select one.id as one_id, other.id as other_id, one.household_id as one_household, other.household_id as other_household
    from person one join person other on other.birth_year = one.birth_year and other.id > one.id
   where ${notErased}
     and ((${beginsAlike} and levenshtein_less_equal(${nameOf('one')}, ${nameOf('other')}, ${CLOSE}) <= ${CLOSE}) or (${swapped}))
  union all
  select one.id, other.id, one.household_id, other.household_id
    from person one join person other on other.family_key = one.family_key and other.given_key = one.given_key and other.id > one.id
   where ${notErased} and (one.birth_year is null or other.birth_year is null)`;

const judged = (pairs: string): string => `
  (select pair.one_id, pair.other_id, judged.judgement
     from (${pairs}) pair
     left join duplicate_judgement judged on judged.one_id = pair.one_id and judged.other_id = pair.other_id
    where judged.judgement is distinct from 'DIFFERENT')`;

/** Households of such people, unless those were found to be different; and households of one address. */
const HOUSEHOLDS = `
  select least(one_household, other_household) as one_id, greatest(one_household, other_household) as other_id
    from close_people pair
   where one_household <> other_household and not exists (
     select from duplicate_judgement judged
      where judged.one_id = pair.one_id and judged.other_id = pair.other_id and judgement = 'DIFFERENT')
  union
  select one.id, other.id from household one join household other on lower(other.email) = lower(one.email) and other.id > one.id`;

/** Pairs that nobody has judged to be different, of one kind ($1) or of both (null). */
export const POSSIBLE_DUPLICATES = `
  with close_people as materialized (${PEOPLE})
  select one_id || '~' || other_id as id, 'PERSON' as kind, one_id, other_id, judgement
    from ${judged('select * from close_people')} people where coalesce($1::text, 'PERSON') = 'PERSON'
  union all
  select one_id || '~' || other_id, 'HOUSEHOLD', one_id, other_id, judgement
    from ${judged(HOUSEHOLDS)} households where coalesce($1::text, 'HOUSEHOLD') = 'HOUSEHOLD'`;
