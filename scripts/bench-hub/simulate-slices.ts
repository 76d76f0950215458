import { monthsIn, periodGrain, quartersIn, type Period } from '../../packages/calendar/period.ts';
import { otherOf } from '../../packages/geography/territory.ts';
import { hasProgrammes, sliceGrid } from '../../packages/figures/measures/grid.ts';
import type { CountedMeasure } from '../../packages/figures/measures/measure.ts';
import { MINIMUM_SUBJECTS } from '../../packages/figures/disclosure/protection.ts';
import { ALL_PROGRAMMES, type Fact } from '../../packages/figures/measures/fact.ts';
import { randomFor, type Random } from './random.ts';
import type { SimulatedAssociation } from './simulate-network.ts';

const PROGRAMME = 'ordi-solidaire';
/** In one month, for an association of middle size. */
const [LEAST_A_MONTH, MOST_A_MONTH] = [2, 40];
/** How often a measure has anything to tell, at the seat and in another commune: as many facts a month as in the sample years. */
const [SHARE_AT_SEAT, SHARE_ELSEWHERE] = [0.55, 0.2];
const SHARE_IN_PROGRAMME = 0.6;
/** Parts that a small association has to hide. */
const SHARE_HIDDEN = 0.08;
const MOST_MEMBERS_A_MONTH = 2;
const MONTHS = { MONTH: 1, QUARTER: 3, YEAR: 12, EVER: 60 };

/** Periods of a year that an association tells of: its months, quarters and itself, in the order they end. */
export const periodsOfYear = (year: string): Period[] => [
  ...monthsIn(year, `${year}-12-31`),
  ...quartersIn(year, `${year}-12-31`),
  year,
];

/**
 * What an association tells of a period, on the grid of each measure and above its threshold: the shape of real slices,
 * with made-up numbers. Another `revision` differs in about one number of four.
 */
export function simulateFacts(
  association: SimulatedAssociation,
  measures: readonly CountedMeasure[],
  period: Period,
  revision: number,
): Fact[] {
  return measures.flatMap((measure) => factsOf(measure, association, period, revision));
}

function factsOf(measure: CountedMeasure, association: SimulatedAssociation, period: Period, revision: number): Fact[] {
  const grid = sliceGrid(measure, periodGrain(period));
  if (grid === null || period < measure.since.slice(0, 4)) return [];
  const { communes, department } = association;
  const random = randomFor(association.id, measure.name, period);
  if (measure.kind === 'SET') return communes.flatMap((commune) => membersIn(commune, measure, association, random));
  const places = grid === 'COMMUNE' ? communes : [department];
  return places.flatMap((territory) => {
    const drift = revision > 1 && randomFor(association.id, period, territory, revision).chance(0.25) ? revision : 0;
    return numbersAt(territory, { measure, association, period, random, drift });
  });
}

interface Drawing {
  measure: CountedMeasure;
  association: SimulatedAssociation;
  period: Period;
  random: Random;
  drift: number;
}

function numbersAt(territory: string, drawing: Drawing): Fact[] {
  const { measure, association, random } = drawing;
  const fact = { measure: measure.name, member: '' };
  if (measure.protects !== null && random.chance(SHARE_HIDDEN)) {
    return territory === association.communes[0] || territory === association.department
      ? [{ ...fact, territory: otherOf(association.department), programme: ALL_PROGRAMMES, value: null }]
      : [];
  }
  const isSilent = !random.chance(territory === association.communes[0] ? SHARE_AT_SEAT : SHARE_ELSEWHERE);
  if (measure.kind === 'ADDITIVE' && isSilent) return [];
  const isInProgramme = hasProgrammes(measure) && random.chance(SHARE_IN_PROGRAMME);
  const programme = isInProgramme ? PROGRAMME : ALL_PROGRAMMES;
  return [{ ...fact, territory, programme, value: draw(drawing) }];
}

function draw({ measure, association, period, random, drift }: Drawing): number {
  const months = measure.kind === 'ADDITIVE' ? MONTHS[periodGrain(period)] : 1;
  const drawn = Math.round(random.between(LEAST_A_MONTH, MOST_A_MONTH) * association.size * months) + drift;
  return measure.protects === null ? drawn : Math.max(drawn, MINIMUM_SUBJECTS[measure.protects]);
}

function membersIn(
  commune: string,
  { name }: CountedMeasure,
  { organisations }: SimulatedAssociation,
  random: Random,
): Fact[] {
  const members = Array.from(
    { length: random.between(0, MOST_MEMBERS_A_MONTH) },
    () => organisations[random.between(0, organisations.length - 1)]!,
  );
  return [...new Set(members)].map((member) => ({
    territory: commune,
    measure: name,
    programme: random.chance(SHARE_IN_PROGRAMME) ? PROGRAMME : ALL_PROGRAMMES,
    member,
    value: 1,
  }));
}
