import { defineMeasure, type Measure } from '../measures/measure.ts';

const described = (name: string) => ({
  name,
  label: { en: name, fr: name },
  definition: `What the toy calls ${name}.`,
  definitionFr: `Ce que le jouet appelle ${name}.`,
  since: '2007-01-01',
  source: 'a toy',
});

const LOANS = `select from_on, to_on, commune, null as programme, household as subject, 1 as amount from toy_loan`;
const AT_DAYS_END = LOANS.replace('to_on', 'to_on - 1 as to_on');
const stays = { contributions: LOANS, isPresenceTold: true };
/** One for each loan, on its first or last day. */
const perLoan = (day: string) =>
  `select ${day} as from_on, null::date as to_on, commune, null as programme, household as subject, 1 as amount from toy_loan where ${day} is not null`;

/** One measure of each kind over three toy tables. */
export const TOY_MEASURES: readonly Measure[] = [
  defineMeasure({
    ...described('computersMended'),
    unit: 'COMPUTER',
    kind: 'ADDITIVE',
    protects: null,
    contributions: `select mended_on as from_on, mended_on as to_on, commune, programme, null as subject, amount
      from toy_mending where mended_on between $from and $to`,
  }),
  defineMeasure({
    ...described('familiesEquipped'),
    unit: 'HOUSEHOLD',
    kind: 'DISTINCT',
    protects: 'PERSON',
    contributions: LOANS,
    stays: { ...stays, part: 'PRESENT' },
  }),
  defineMeasure({
    ...described('familiesEquippedAt'),
    unit: 'HOUSEHOLD',
    kind: 'STOCK',
    protects: 'PERSON',
    contributions: AT_DAYS_END,
    stays: { ...stays, part: 'AT_END' },
  }),
  defineMeasure({
    ...described('loansRunning'),
    unit: 'LOAN',
    kind: 'STOCK',
    protects: 'PERSON',
    contributions: `select from_on, to_on - 1 as to_on, commune, null as programme, id::text as subject, 1 as amount from toy_loan`,
    restsOn: AT_DAYS_END,
    stays: { ...stays, part: 'AT_END' },
  }),
  defineMeasure({
    ...described('loansStarted'),
    unit: 'LOAN',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    contributions: perLoan('from_on'),
    stays: { ...stays, part: 'BEGUN' },
  }),
  defineMeasure({
    ...described('loansEnded'),
    unit: 'LOAN',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    contributions: perLoan('to_on'),
    stays: { ...stays, part: 'ENDED' },
  }),
  defineMeasure({
    ...described('learnerHours'),
    unit: 'HOUR',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    contributions: `select learned_on as from_on, learned_on as to_on, commune, null as programme, person as subject, hours as amount
      from toy_learning`,
  }),
  defineMeasure({
    ...described('structuresHelped'),
    unit: 'ORGANISATION',
    kind: 'SET',
    protects: 'ORGANISATION',
    contributions: `select helped_on as from_on, helped_on as to_on, commune, programme, siret as subject, 1 as amount from toy_help`,
  }),
  defineMeasure({
    ...described('hoursPerFamily'),
    unit: 'RATIO',
    kind: 'RATIO',
    numerator: 'learnerHours',
    denominator: 'familiesEquipped',
  }),
];
