import { defineMeasure, type CountedMeasure, type Measure } from '../../packages/figures/measures/measure.ts';

/** When Défis, the first association of the network, began: nothing is counted before. */
const BEGINNING = '2007-01-01';
const SHEET = 'Fiche de politique publique sur Défis, Pays de Lorient, 2011';
const LOANS = `${SHEET} (prêts d'un an, reconductibles) ; registre des prêts de l'association`;
const HOUSEHOLDS = `INSEE, définition du ménage (métadonnées, mise à jour de 2020) ; ${SHEET}`;
const ORGANISATIONS =
  'Code de commerce, art. R123-220 et R123-221 (SIRET) ; arrêté du 14 octobre 2009 (répertoire national des associations)';

const counted = (measure: Omit<CountedMeasure, 'since' | 'source'> & { source?: string }): CountedMeasure =>
  defineMeasure({ since: BEGINNING, source: LOANS, ...measure });

/** Loans with the days from their hand-over to `until`; the borrower still has the computer when that is null. */
const running = (subject: string, until: string, since = 'started_on'): string => `
  select ${since} as from_on, ${until} as to_on, commune, programme_id as programme, ${subject} as subject, 1 as amount
    from loan
   where started_on is not null and ${subject} is not null and ${since} <= $to and (ended_on is null or ended_on >= $from)`;

// A closed loan has no household any more, and something random that stands for it.
const FAMILY = 'coalesce(household_id, detached_id)';

// At the end of the day of its return, or of its cession or loss, a computer is not on loan any more.
const AT_DAYS_END = 'ended_on - 1';

/** Loans as stays of households: who has one in a year, less who has one at its end, is who gave theirs back in between. */
const stays = { contributions: running(FAMILY, 'ended_on'), isPresenceTold: true };

/** One for each loan, on the day of one of its steps. It rests on households: an organisation is not to be protected, and hides nobody. */
const perLoan = (day: string): string => `
  select ${day} as from_on, null::date as to_on, commune, programme_id as programme, ${FAMILY} as subject, 1 as amount
    from loan where ${day} between $from and $to`;

/** One for each term, on a day of its own. */
const perTerm = (day: string, where: string): string => `
  select ${day} as from_on, null::date as to_on, commune, programme_id as programme, ${FAMILY} as subject, 1 as amount
    from loan_term term join loan on loan.id = term.loan_id
   where ${day} between $from and $to and ${where}`;

const TERM_ENDS_ON = 'least(term.ends_on, case when term.number = loan.term_count then loan.ended_on end)';
const IS_RENEWED = 'term.number < loan.term_count';

export const familiesEquipped = counted({
  name: 'familiesEquipped',
  unit: 'HOUSEHOLD',
  kind: 'DISTINCT',
  protects: 'PERSON',
  label: { fr: 'Familles équipées', en: 'Families equipped' },
  definition: 'Households with a computer on loan at least one day of the period, at their commune when they asked.',
  definitionFr:
    'Foyers ayant eu un ordinateur en prêt au moins un jour de la période, à leur commune lors de la demande.',
  contributions: running(FAMILY, 'ended_on'),
  source: HOUSEHOLDS,
  stays: { ...stays, part: 'PRESENT' },
});

/** The figures of lending. */
export const measures: readonly Measure[] = [
  familiesEquipped,
  counted({
    name: 'familiesEquippedAt',
    unit: 'HOUSEHOLD',
    kind: 'STOCK',
    protects: 'PERSON',
    label: { fr: 'Familles équipées en fin de période', en: 'Families equipped at the end' },
    definition: 'Households with a computer on loan at the end of the last day of the period.',
    definitionFr: 'Foyers ayant un ordinateur en prêt à la fin du dernier jour de la période.',
    contributions: running(FAMILY, AT_DAYS_END),
    source: HOUSEHOLDS,
    stays: { ...stays, part: 'AT_END' },
  }),
  counted({
    name: 'organisationsEquipped',
    unit: 'ORGANISATION',
    kind: 'SET',
    protects: 'ORGANISATION',
    label: { fr: 'Organismes équipés', en: 'Organisations equipped' },
    definition: 'Organisations with a computer on loan at least one day of the period.',
    definitionFr: 'Organismes ayant eu un ordinateur en prêt au moins un jour de la période.',
    contributions: running('organisation_id', 'ended_on'),
    source: ORGANISATIONS,
  }),
  counted({
    name: 'loansActive',
    unit: 'LOAN',
    kind: 'STOCK',
    protects: 'PERSON',
    label: { fr: 'Prêts en cours', en: 'Active loans' },
    definition:
      'Loans whose borrower has the computer at the end of the last day of the period, overdue ones included.',
    definitionFr: "Prêts dont l'emprunteur a l'ordinateur à la fin du dernier jour de la période, retards compris.",
    contributions: running('id', AT_DAYS_END),
    restsOn: running(FAMILY, AT_DAYS_END),
    stays: { ...stays, part: 'AT_END' },
  }),
  counted({
    name: 'loansOverdue',
    unit: 'LOAN',
    kind: 'STOCK',
    protects: 'PERSON',
    label: { fr: 'Prêts en retard', en: 'Overdue loans' },
    definition:
      'Loans whose last term has ended, the computer not being back at the end of the last day of the period.',
    definitionFr: "Prêts échus dont l'ordinateur n'est pas revenu à la fin du dernier jour de la période.",
    contributions: running('id', AT_DAYS_END, 'due_on + 1'),
    restsOn: running(FAMILY, AT_DAYS_END, 'due_on + 1'),
    // What loansActive leaves.
    remainder: running(FAMILY, `least(due_on, ${AT_DAYS_END})`),
    stays: { ...stays, part: 'AT_END' },
  }),
  counted({
    name: 'loansStarted',
    unit: 'LOAN',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Prêts commencés', en: 'Loans started' },
    definition: 'Loans whose first computer was handed over in the period; a swap starts nothing.',
    definitionFr: 'Prêts dont le premier ordinateur a été remis dans la période ; un échange ne commence rien.',
    contributions: perLoan('started_on'),
    stays: { ...stays, part: 'BEGUN' },
  }),
  counted({
    name: 'loansRenewed',
    unit: 'LOAN',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Prêts reconduits', en: 'Loans renewed' },
    definition: 'Renewals agreed in the period; a loan renewed twice counts twice.',
    definitionFr: 'Reconductions convenues dans la période ; un prêt reconduit deux fois compte deux fois.',
    contributions: perTerm('term.agreed_on', 'term.number > 1'),
  }),
  counted({
    name: 'loansReturned',
    unit: 'LOAN',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Prêts terminés', en: 'Loans returned' },
    definition: 'Loans whose computer came back for good in the period.',
    definitionFr: "Prêts dont l'ordinateur est revenu pour de bon dans la période.",
    contributions: perLoan('returned_on'),
    // What all loans that ended leave.
    remainder: perLoan('coalesce(ceded_on, unrecovered_on)'),
    stays: { ...stays, part: 'ENDED' },
  }),
  counted({
    name: 'loanTermsEnded',
    unit: 'LOAN',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Échéances réglées', en: 'Loan terms ended' },
    definition: 'Terms that ended in the period, by renewal or with the loan; those still to be settled are not in it.',
    definitionFr:
      'Échéances de la période réglées par reconduction ou avec la fin du prêt ; celles qui restent à régler n’y sont pas.',
    contributions: perTerm(TERM_ENDS_ON, `(${IS_RENEWED} or loan.ended_on is not null)`),
  }),
  counted({
    name: 'loanTermsRenewed',
    unit: 'LOAN',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Échéances reconduites', en: 'Loan terms renewed' },
    definition: 'Terms that ended in the period and were followed by another.',
    definitionFr: 'Échéances de la période suivies d’une autre année.',
    contributions: perTerm(TERM_ENDS_ON, IS_RENEWED),
    // What loanTermsEnded leaves.
    remainder: perTerm(TERM_ENDS_ON, `not (${IS_RENEWED}) and loan.ended_on is not null`),
  }),
  defineMeasure({
    name: 'renewalRate',
    unit: 'RATIO',
    kind: 'RATIO',
    label: { fr: 'Taux de reconduction', en: 'Renewal rate' },
    definition:
      'Of the terms that ended in the period, the share that was renewed; those still to be settled excluded.',
    definitionFr: 'Part des échéances de la période qui ont été reconduites ; celles qui restent à régler exclues.',
    since: BEGINNING,
    source: LOANS,
    numerator: 'loanTermsRenewed',
    denominator: 'loanTermsEnded',
  }),
];
