import { datedRate } from '../../packages/figures/measures/dated-rate.ts';
import type { ComputerKind } from './computer/computer.states.ts';

/** What a year of reuse is taken to avoid, from a day on. New knowledge is a new line: what was told of the past stays. */
export interface EmissionFactors {
  /** 'YYYY-MM-DD', the first of a month. */
  from: string;
  /** What making one new machine emits, in kg CO₂e; of a kind that is not listed nothing is claimed. */
  making: Partial<Record<ComputerKind, number>>;
  /** Years of the first life of a new machine, over which its making counts. */
  years: number;
  /** The share of reuse that replaces a new machine; the rest comes on top of what is bought. */
  displacement: number;
}

export const EMISSION_FACTORS: readonly EmissionFactors[] = [
  {
    from: '2007-01-01',
    making: {
      // ADEME, Base Carbone V23.6, items 27002 and 27003 (for office use, without a screen), making only.
      LAPTOP: 156,
      DESKTOP: 169,
      // None of its own there: as the desktop unit, its screen not claimed.
      ALL_IN_ONE: 169,
      // ADEME, Impact CO2 (Base Empreinte), « tablette », making only.
      TABLET: 83.93,
    },
    // ADEME 2022, « Évaluation de l'impact environnemental d'un ensemble de produits reconditionnés »: 4 to 5 years for a
    // computer. It finds 27 kg a year for a refurbished laptop instead of a new one; 156 ÷ 5 × 0.71 = 22 claims less.
    years: 5,
    // Makov & Font Vivanco 2018, doi:10.3389/fenrg.2018.00039: 29 % of what reuse saves is lost again, measured on telephones.
    displacement: 0.71,
  },
];

/** Where the factors come from, as readers are told. */
export const EMISSION_SOURCE =
  'Facteurs du 2007-01-01 : ADEME, Base Carbone V23.6 (fabrication : portable 156 kg CO₂e, fixe 169) et Impact CO2 (tablette 83,93), sur 5 ans (ADEME, produits reconditionnés, 2022) ; déplacement 0,71 (Makov et Font Vivanco 2018, doi:10.3389/fenrg.2018.00039)';

/** SQL for what a month of reuse of a machine avoids, in kg CO₂e; `kind` and the month's first day are SQL. */
export function emissionsAvoidedPerMonth(kind: string, day: string, factors = EMISSION_FACTORS): string {
  const kinds = [...new Set(factors.flatMap(({ making }) => Object.keys(making) as ComputerKind[]))];
  const cases = kinds.map((one) => {
    const values = factors.map(({ from, making, years, displacement }) => ({
      from,
      value: ((making[one] ?? 0) / years / 12) * displacement,
    }));
    return `when '${one}' then ${datedRate(values, day)}`;
  });
  return `coalesce(case ${kind} ${cases.join(' ')} end, 0)`;
}
