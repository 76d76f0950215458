import { defineMeasure, type CountedMeasure, type Measure } from '../../packages/figures/measures/measure.ts';
import type { MilestoneKind } from './computer/milestone.ts';
import { datedRate } from '../../packages/figures/measures/dated-rate.ts';
import { EMISSION_SOURCE, emissionsAvoidedPerMonth } from './emission-factors.ts';
import { REFURBISHING_RATES } from './refurbishing-rates.ts';

const SHEET = 'Fiche de politique publique sur Défis, Pays de Lorient, 2011';
const GIFTS = `Code général de la propriété des personnes publiques, art. L3212-2 (dons aux associations) ; ${SHEET}`;
const REUSE = `Code de l'environnement, art. L541-1-1 (réemploi, préparation en vue de la réutilisation) ; ${SHEET}`;
const REFURBISHED =
  'Code de la consommation, art. R122-4 (produit reconditionné, décret n° 2022-190 du 17 février 2022)';
const RECYCLING = "Directive 2012/19/UE du 4 juillet 2012 (DEEE) ; code de l'environnement, art. R543-172 et suivants";
const PROOFS =
  'Loi n° 2021-1485 du 15 novembre 2021, art. 16, et décret n° 2023-266 du 12 avril 2023 (réemploi prouvé)';
const SHIFTS = "Registre des heures de l'atelier, tenu par l'association depuis 2007";
const INCLUSION = `Code du travail, art. L5132-1 (insertion) ; code de l'action sociale et des familles, art. L344-2 (ESAT) ; ${SHIFTS}`;
// Défis has collected machines since 2007; an older one would be a mistake of typing.
const SINCE = '2007-01-01';

/**
 * Counts machines on the day they reach a milestone, where the workshop then was. A machine that another association
 * transferred is counted there for what it had reached, and here for what it reaches first here: once in the network.
 */
const reached = (kind: MilestoneKind, amount = '1', filter = 'true'): string => `
  select m.reached_on as from_on, m.reached_on as to_on, m.commune, d.programme_id as programme,
         m.computer_id as subject, ${amount} as amount
    from milestone m
    join computer c on c.id = m.computer_id
    join donation d on d.id = c.donation_id
   where m.kind = '${kind}' and m.is_counted and m.reached_on between $from and $to and ${filter}`;

type Described = Pick<CountedMeasure, 'name' | 'label' | 'definition' | 'definitionFr' | 'contributions'>;
type Changes = Pick<CountedMeasure, 'source'> &
  Partial<Pick<CountedMeasure, 'unit' | 'inaccessible' | 'significantDigits'>>;

const additive = (described: Described, changes: Changes): CountedMeasure =>
  defineMeasure({ kind: 'ADDITIVE', unit: 'COMPUTER', protects: null, since: SINCE, ...described, ...changes });

export const computersCollected = additive(
  {
    name: 'computersCollected',
    label: { en: 'Computers collected', fr: 'Ordinateurs collectés' },
    definition: 'Donated machines that reached the workshop in the period.',
    definitionFr: "Machines données arrivées à l'atelier pendant la période.",
    contributions: reached('COLLECTED'),
  },
  { source: GIFTS },
);

const computersTriaged = additive(
  {
    name: 'computersTriaged',
    label: { en: 'Computers triaged', fr: 'Ordinateurs triés' },
    definition: 'Machines triaged for the first time in the period.',
    definitionFr: 'Machines triées pour la première fois pendant la période.',
    contributions: reached('TRIAGED'),
  },
  { source: REUSE },
);

const computersRefurbished = additive(
  {
    name: 'computersRefurbished',
    label: { en: 'Computers refurbished', fr: 'Ordinateurs reconditionnés' },
    definition: 'Machines that became READY for the first time in the period.',
    definitionFr: 'Machines devenues prêtes pour la première fois pendant la période.',
    contributions: reached('READY'),
  },
  { source: REFURBISHED },
);

const computersRecycled = additive(
  {
    name: 'computersRecycled',
    label: { en: 'Computers recycled', fr: 'Ordinateurs recyclés' },
    definition: "Machines that a recycler took in the period, with the recycler's certificate.",
    definitionFr: 'Machines remises à un recycleur pendant la période, avec son certificat.',
    contributions: reached('RECYCLED'),
  },
  { source: RECYCLING },
);

const computersTriagedThenReady = additive(
  {
    name: 'computersTriagedThenReady',
    label: { en: 'Computers triaged that became ready', fr: 'Ordinateurs triés devenus prêts' },
    definition: 'Machines triaged for the first time in the period that have ever become READY.',
    definitionFr: 'Machines triées pour la première fois pendant la période et devenues prêtes depuis.',
    contributions: reached(
      'TRIAGED',
      '1',
      "exists (select from milestone r where r.computer_id = m.computer_id and r.kind = 'READY')",
    ),
  },
  { source: REFURBISHED, inaccessible: true },
);

const refurbishingYield = defineMeasure({
  name: 'refurbishingYield',
  kind: 'RATIO',
  unit: 'RATIO',
  label: { en: 'Refurbishing yield', fr: 'Rendement du reconditionnement' },
  definition: 'Of the machines triaged for the first time in the period, the share that have ever become READY.',
  definitionFr: 'Part, parmi les machines triées pour la première fois pendant la période, de celles devenues prêtes.',
  since: SINCE,
  source: REFURBISHED,
  numerator: 'computersTriagedThenReady',
  denominator: 'computersTriaged',
});

/** Machines on loan in the months that have ended, each day as its share of its month, at so much a month. */
const onLoan = (perMonth: string): string => `
  select greatest(o.taken_on, month.first_day) as from_on, null::date as to_on, o.commune, d.programme_id as programme,
         o.computer_id as subject,
         (least(coalesce(o.back_on, $to + 1), $to + 1, month.next_first_day) - greatest(o.taken_on, month.first_day))::numeric
           / (month.next_first_day - month.first_day) * ${perMonth} as amount
    from outing o
    join computer c on c.id = o.computer_id
    join donation d on d.id = c.donation_id
   cross join lateral (
     select first_day::date, (first_day + interval '1 month')::date as next_first_day
       from generate_series(
         date_trunc('month', greatest(o.taken_on, $from)::timestamp),
         least(o.back_on, $to)::timestamp,
         interval '1 month') as first_day
   ) as month
   where o.taken_on <= $to and (o.back_on is null or o.back_on >= $from)
     -- Told live, a month that runs would show each loan as it begins.
     and month.next_first_day <= $to + 1`;

const reuseMonths = additive(
  {
    name: 'reuseMonths',
    label: { en: 'Months of reuse', fr: 'Mois de réemploi' },
    definition:
      'Months that machines spent on loan in the months of the period that have ended: each day counts as its share of its month.',
    definitionFr:
      'Mois passés en prêt par les machines pendant les mois achevés de la période : chaque jour compte pour sa part du mois.',
    contributions: onLoan('1'),
  },
  { unit: 'MONTH', source: REUSE },
);

const co2Avoided = additive(
  {
    name: 'co2Avoided',
    label: { en: 'CO₂ avoided', fr: 'CO₂ évité' },
    definition:
      'Months of reuse ÷ 12 × what making a new machine of that kind emits for each year of its life × the share of reuse that replaces a new machine, by the factors of that month. An estimate: told to two significant digits, added up exactly.',
    definitionFr:
      "Mois de réemploi ÷ 12 × ce qu'émet, par année de vie, la fabrication d'une machine neuve de ce type × la part du réemploi qui remplace du neuf, selon les facteurs du mois. Une estimation : donnée avec deux chiffres significatifs, additionnée exactement.",
    contributions: onLoan(emissionsAvoidedPerMonth('c.kind', 'month.first_day')),
  },
  { unit: 'KILOGRAM_CO2', source: EMISSION_SOURCE, significantDigits: 2 },
);

const refurbishingCost = additive(
  {
    name: 'refurbishingCost',
    label: { en: 'Standard cost of refurbishing', fr: 'Coût standard du reconditionnement' },
    definition: 'Machines that became READY for the first time, each at the standard rate of that day.',
    definitionFr: 'Machines devenues prêtes pour la première fois, chacune au tarif standard de ce jour.',
    contributions: reached('READY', datedRate(REFURBISHING_RATES, 'm.reached_on')),
  },
  { unit: 'EURO', source: SHEET, inaccessible: true },
);

const computersProved = additive(
  {
    name: 'computersProved',
    label: { en: 'Donated computers with a proof', fr: 'Ordinateurs donnés avec preuve' },
    definition:
      'Machines collected in the period of which a certificate that holds says to the donor that they were reused or recycled.',
    definitionFr:
      "Machines collectées pendant la période dont une attestation en vigueur dit au donateur qu'elles ont été réemployées ou recyclées.",
    contributions: reached(
      'COLLECTED',
      '1',
      `exists (select from certificate_line l where l.computer_id = m.computer_id and l.outcome in ('REUSED', 'RECYCLED')
         and not exists (select from certificate later where later.supersedes_id = l.certificate_id))`,
    ),
  },
  { source: PROOFS, inaccessible: true },
);

const reuseProofRate = defineMeasure({
  name: 'reuseProofRate',
  kind: 'RATIO',
  unit: 'RATIO',
  label: { en: 'Share of donations with a proof', fr: 'Part des dons avec preuve' },
  definition:
    'Of the donated machines collected in the period, the share for which the donor has since had a certificate of reuse or recycling. A machine transferred to another association has none here.',
  definitionFr:
    "Part, parmi les machines données collectées pendant la période, de celles dont le donateur a reçu depuis une attestation de réemploi ou de recyclage. Une machine transférée à une autre association n'en a pas ici.",
  since: SINCE,
  source: PROOFS,
  numerator: 'computersProved',
  denominator: 'computersCollected',
});

/** Hours worked, where the workshop is; those that were corrected count no more. */
const worked = (filter: string): string => `
  select w.worked_on as from_on, w.worked_on as to_on, $seat as commune, w.programme_id as programme, w.id as subject,
         w.workers * w.minutes_each / 60.0 as amount
    from workshop_shift w
   where w.worked_on between $from and $to and ${filter}
     and not exists (select from workshop_shift later where later.supersedes_id = w.id)`;

const workshopHours = additive(
  {
    name: 'workshopHours',
    label: { en: 'Workshop hours', fr: "Heures d'atelier" },
    definition: 'Hours worked in the workshop in the period, by anybody.',
    definitionFr: "Heures travaillées à l'atelier pendant la période, par quiconque.",
    contributions: worked('true'),
  },
  { unit: 'HOUR', source: SHIFTS },
);

const inclusionHours = additive(
  {
    name: 'inclusionHours',
    label: { en: 'Inclusion hours', fr: "Heures d'insertion" },
    definition: 'Hours worked in the workshop in the period by people in inclusion or disability schemes.',
    definitionFr:
      "Heures travaillées à l'atelier pendant la période par des personnes en insertion ou en situation de handicap.",
    contributions: worked("w.scheme <> 'NONE'"),
  },
  { unit: 'HOUR', source: INCLUSION },
);

/** The figures of inventory. */
export const measures: readonly Measure[] = [
  computersCollected,
  computersTriaged,
  computersRefurbished,
  computersRecycled,
  computersTriagedThenReady,
  refurbishingYield,
  reuseMonths,
  co2Avoided,
  refurbishingCost,
  computersProved,
  reuseProofRate,
  workshopHours,
  inclusionHours,
];
