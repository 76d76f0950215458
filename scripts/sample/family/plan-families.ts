import type { Profile, SampleYear } from '../association/profile.ts';
import { addDays, spread, yearAfter } from '../days.ts';
import { chanceOf, type Chance } from '../random.ts';

/** A household, the people in it who are known, and its one loan. */
export interface Family {
  /** `0042`: its number in the sample, also in the names of its people. */
  key: string;
  commune: string;
  size: number;
  quotientBand: string;
  birthYears: readonly number[];
  year: SampleYear;
  startsOn: string;
  renewedOn: string | null;
  returnedOn: string;
}

/** First loans begin within these days, one after the other. */
const SEASONS: Record<SampleYear, readonly [string, string]> = {
  2009: ['2009-03-09', '2009-11-27'],
  2010: ['2010-01-18', '2010-11-30'],
  2011: ['2011-01-17', '2011-11-30'],
};
const BANDS = ['UP_TO_400', 'UP_TO_400', 'UP_TO_600', 'UP_TO_600', 'UP_TO_800', 'UP_TO_800'];
const RENEWAL_AHEAD_DAYS = [5, 40] as const;
const RETURN_ROUND_DAYS = [-10, 5] as const;

/** Every family of an association, in the order their loans begin. */
export function planFamilies({ id, starts, families2011 }: Profile): Family[] {
  const chance = chanceOf(`families of ${id}`);
  const homes = families2011.flatMap(([commune, families]) => Array.from({ length: families }, () => commune));
  const of2011 = chance.shuffled(homes);
  const of2009 = chance.shuffled(homes);
  const loans = [
    ...loansOf(2009, starts.in2009, starts.renewedFrom2009, chance),
    ...loansOf(2010, starts.in2010, starts.renewedFrom2010, chance),
    ...loansOf(2011, starts.in2011, 0, chance),
  ];
  return loans.map((loan, index) => {
    const isEquippedIn2011 = loan.returnedOn >= '2011-01-01';
    const commune = (isEquippedIn2011 ? of2011 : of2009).pop();
    if (!commune) throw new Error(`${id} has more families than its communes have.`);
    return { key: String(index + 1).padStart(4, '0'), commune, ...membersOf(chance), ...loan };
  });
}

type PlannedLoan = Pick<Family, 'year' | 'startsOn' | 'renewedOn' | 'returnedOn'>;

/** Loans of one year, of which every so manieth is renewed once. */
function loansOf(year: SampleYear, count: number, renewed: number, chance: Chance): PlannedLoan[] {
  const every = renewed === 0 ? Infinity : Math.floor(count / renewed);
  return spread(count, ...SEASONS[year]).map((startsOn, index) => {
    const isRenewed = (index + 1) % every === 0 && (index + 1) / every <= renewed;
    const dueOn = yearAfter(startsOn);
    const renewedOn = isRenewed ? addDays(dueOn, -chance.between(...RENEWAL_AHEAD_DAYS)) : null;
    const returnedOn = addDays(isRenewed ? yearAfter(dueOn) : dueOn, chance.between(...RETURN_ROUND_DAYS));
    return { year, startsOn, renewedOn, returnedOn };
  });
}

function membersOf(chance: Chance): Pick<Family, 'size' | 'quotientBand' | 'birthYears'> {
  const size = chance.between(1, 5);
  const birthYears = [chance.between(1938, 1988), ...(size > 2 ? [chance.between(1992, 2001)] : [])];
  return { size, quotientBand: chance.pick(BANDS), birthYears };
}
