import type { Profile } from '../association/profile.ts';
import { addDays, spread, yearAfter } from '../days.ts';

/** An organisation that is helped, and how. */
export interface Structure {
  name: string;
  commune: string;
  /** Loans begun in 2010, each for one year. */
  loans: readonly { key: string; startsOn: string; returnedOn: string }[];
  /** Days of the sessions for its users. */
  sessionsOn: readonly string[];
  /** The day its web site was handed over. */
  siteOn: string | null;
}

/**
 * Structures are numbered from 1. Those of 2010 are the first `sitesTo`: computers are lent to the first ones, sessions
 * held for the next, web sites made for the last, some being helped in two ways. The structures of 2011 that follow
 * have a web site.
 */
export function planStructures({ structures, families2011 }: Profile): Structure[] {
  const { lentTo, sessionsFrom, sessionsTo, sitesFrom, sitesTo, sites2011 } = structures;
  const count = sitesTo + sites2011;
  const days2010 = spread(count, '2010-02-15', '2010-06-28');
  const days2011 = spread(count, '2011-02-14', '2011-11-28');
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const [in2010, in2011] = [days2010[index]!, days2011[index]!];
    return {
      name: `Structure exemple ${String(number).padStart(2, '0')}`,
      commune: families2011[index % families2011.length]![0],
      loans: number <= lentTo ? loansFrom(in2010, structures.machinesEach, number) : [],
      sessionsOn: isWithin(number, sessionsFrom, sessionsTo) ? [in2010, addDays(in2010, 28), in2011] : [],
      siteOn: isWithin(number, sitesFrom, sitesTo) ? addDays(in2010, 60) : number > sitesTo ? in2011 : null,
    };
  });
}

const isWithin = (number: number, from: number, to: number): boolean => number >= from && number <= to;

function loansFrom(startsOn: string, machines: number, number: number): Structure['loans'] {
  return Array.from({ length: machines }, (_, index) => {
    const key = `structure ${String(number).padStart(2, '0')}-${index + 1}`;
    return { key, startsOn, returnedOn: addDays(yearAfter(startsOn), -3) };
  });
}
