import { datedRate, type DatedValue } from '../../packages/figures/measures/dated-rate.ts';
import { defineMeasure, type CountedMeasure, type Measure } from '../../packages/figures/measures/measure.ts';

/** When Défis, the first association of the network, began: nothing is counted before. */
const BEGINNING = '2007-01-01';
const SHEET = 'Fiche de politique publique sur Défis, Pays de Lorient, 2011';
const REGISTER = `La Coop de la médiation numérique (ANCT, modèle des comptes rendus d’activité, 2023) ; registre des séances, ${SHEET}`;
const PATHWAYS =
  'Circulaire DGEFP n° 2008-21 du 10 décembre 2008 (sorties dynamiques) ; parcours tenus par l’association';
const VISAS = `Région Bretagne, visa internet Bretagne, chèque de 100 € ; ${SHEET}`;
const ORGANISATIONS =
  'Code de commerce, art. R123-220 et R123-221 (SIRET) ; arrêté du 14 octobre 2009 (répertoire national des associations)';

/**
 * What one hour of individual support costs, by the first day each rate holds. 150 € for ten hours in the sheet; a new
 * rate is a new line, since a cost of the past does not move.
 */
const INDIVIDUAL_SUPPORT_RATES: readonly DatedValue[] = [{ from: BEGINNING, value: 15 }];

const counted = (measure: Omit<CountedMeasure, 'since' | 'source'> & { source?: string }): CountedMeasure =>
  defineMeasure({ since: BEGINNING, source: REGISTER, ...measure });

/** An amount for each session held, at its own commune or that of its staff. */
const perSession = (amount: string, where = 'true', commune = 'commune'): string => `
  select held_on as from_on, null::date as to_on, ${commune} as commune, programme_id as programme,
         null::text as subject, ${amount} as amount
    from session where held_on between $from and $to and ${where}`;

/** A row for each person seen at a session held. */
const PEOPLE_SEEN = `
  select held_on as from_on, held_on as to_on, commune, programme_id as programme,
         person_id as subject, attendance.minutes / 60.0 as amount
    from attendance join session on session.id = attendance.session_id
   where attendance.status = 'SEEN' and double_of is null and held_on between $from and $to`;

// The nth head of each session bears the same name: heads of one session are different people, those of two may not be,
// so as many subjects as the largest session had heads is what is sure.
const ANONYMOUS_HEADS = `
  select held_on as from_on, null::date as to_on, commune, programme_id as programme,
         'head ' || head as subject, 1 as amount
    from session cross join lateral generate_series(1, anonymous_attendance) as head
   where held_on between $from and $to`;

const perVisa = (day: string, amount = '1'): string => `
  select ${day} as from_on, null::date as to_on, commune, programme_id as programme, person_id as subject,
         ${amount} as amount
    from visa where ${day} between $from and $to and state <> 'CANCELLED'`;

/** Visas from one step to the next: those that reached the first since the beginning, less the second, wait in between. */
const between = (first: string, second: string) => ({
  contributions: `
  select ${first} as from_on, ${second} as to_on, commune, programme_id as programme, person_id as subject, 1 as amount
    from visa where ${first} is not null and state <> 'CANCELLED'`,
  part: 'ENDED' as const,
  isPresenceTold: false,
});

/** A row for each person who left with one of these outcomes. */
const perExit = (where: string): string => `
  select exited_on as from_on, null::date as to_on, commune, programme_id as programme, person_id as subject, 1 as amount
    from pathway where exited_on between $from and $to and ${where}`;

const POSITIVE = "outcome in ('JOB', 'TRAINING', 'BUSINESS')";
const KNOWN = "outcome <> 'UNKNOWN'";
const UNKNOWN = "outcome = 'UNKNOWN'";

const outcomes = (
  measure: Pick<CountedMeasure, 'name' | 'label' | 'definition' | 'definitionFr'>,
  where: string,
  left?: string,
): CountedMeasure =>
  counted({
    unit: 'PERSON',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    ...measure,
    source: PATHWAYS,
    contributions: perExit(where),
    ...(left && { remainder: perExit(left) }),
  });

const STAFF_HOURS = 'minutes * staff_count / 60.0';
const INDIVIDUAL = "kind = 'INDIVIDUAL'";

/** The figures of training. */
export const measures: readonly Measure[] = [
  counted({
    name: 'sessionsHeld',
    unit: 'SESSION',
    kind: 'ADDITIVE',
    protects: null,
    label: { fr: 'Séances tenues', en: 'Sessions held' },
    definition:
      'Individual and collective sessions held, at the commune of their place; at home or remote, at the seat.',
    definitionFr:
      'Séances individuelles et collectives tenues, à la commune de leur lieu ; à domicile ou à distance, au siège.',
    contributions: perSession('1'),
  }),
  counted({
    name: 'supportHours',
    unit: 'HOUR',
    kind: 'ADDITIVE',
    protects: null,
    label: { fr: "Heures d'accompagnement", en: 'Support hours' },
    definition: 'Hours of staff and volunteers at sessions held: duration × staff present; counted at the seat.',
    definitionFr:
      "Heures d'équipe, bénévoles compris, aux séances tenues : durée × encadrants présents ; comptées au siège.",
    contributions: perSession(STAFF_HOURS, 'true', 'staff_commune'),
  }),
  counted({
    name: 'individualSupportHours',
    unit: 'HOUR',
    kind: 'ADDITIVE',
    protects: null,
    label: { fr: "Heures d'accompagnement individuel", en: 'Individual support hours' },
    definition: 'The part of supportHours given at individual sessions; counted at the seat.',
    definitionFr: "Part des heures d'accompagnement donnée en séance individuelle ; comptée au siège.",
    contributions: perSession(STAFF_HOURS, INDIVIDUAL, 'staff_commune'),
  }),
  counted({
    name: 'learnerHours',
    unit: 'HOUR',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Heures suivies', en: 'Learner hours' },
    definition: 'Persons × hours they were seen at sessions held; anonymous attendance is not in it.',
    definitionFr: 'Personnes × heures de présence aux séances tenues ; la fréquentation anonyme n’y est pas.',
    contributions: PEOPLE_SEEN,
  }),
  counted({
    name: 'anonymousAttendance',
    unit: 'ATTENDANCE',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Fréquentation anonyme', en: 'Anonymous attendance' },
    definition: 'People counted at sessions held whose names were not taken; somebody who comes twice counts twice.',
    definitionFr: 'Personnes comptées aux séances sans prendre leur nom ; qui vient deux fois compte deux fois.',
    contributions: ANONYMOUS_HEADS,
  }),
  counted({
    name: 'peopleTrained',
    unit: 'PERSON',
    kind: 'DISTINCT',
    protects: 'PERSON',
    label: { fr: 'Personnes formées', en: 'People trained' },
    definition: 'Persons seen at least once at a session held in the period, at the commune of the latest.',
    definitionFr: 'Personnes venues au moins une fois à une séance de la période, à la commune de la dernière.',
    contributions: PEOPLE_SEEN,
  }),
  counted({
    name: 'visasIssued',
    unit: 'VISA',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Visas remis', en: 'Visas issued' },
    definition: 'Visas internet given to a person in the period and not cancelled since; counted at the seat.',
    definitionFr: 'Visas internet remis à une personne dans la période, sauf ceux annulés depuis ; comptés au siège.',
    source: VISAS,
    contributions: perVisa('issued_on'),
  }),
  counted({
    name: 'visasCompleted',
    unit: 'VISA',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Visas achevés', en: 'Visas completed' },
    definition: 'Visas internet whose hours were complete in the period; counted at the seat.',
    definitionFr: 'Visas internet dont les heures ont été achevées dans la période ; comptés au siège.',
    source: VISAS,
    contributions: perVisa('completed_on'),
    stays: between('issued_on', 'completed_on'),
  }),
  counted({
    name: 'visaAmountPaid',
    unit: 'EURO',
    kind: 'ADDITIVE',
    protects: 'PERSON',
    label: { fr: 'Montant des visas payés', en: 'Amount of visas paid' },
    definition: 'Worth of the visas internet that the Region paid in the period; counted at the seat.',
    definitionFr: 'Valeur des visas internet que la Région a payés dans la période ; comptée au siège.',
    source: VISAS,
    contributions: perVisa('paid_on', 'amount_cents / 100.0'),
    stays: between('completed_on', 'paid_on'),
  }),
  outcomes(
    {
      name: 'pathwaysExited',
      label: { fr: 'Sorties de parcours', en: 'Exits from pathways' },
      definition: 'People who left a pathway in the period; counted at the seat, once per pathway.',
      definitionFr: 'Personnes sorties d’un parcours dans la période ; comptées au siège, une fois par parcours.',
    },
    'true',
  ),
  outcomes(
    {
      name: 'outcomesKnown',
      label: { fr: 'Sorties dont l’issue est connue', en: 'Exits with a known outcome' },
      definition: 'The part of pathwaysExited of which the outcome at exit is known.',
      definitionFr: 'Part des sorties de parcours dont l’issue à la sortie est connue.',
    },
    KNOWN,
    UNKNOWN,
  ),
  outcomes(
    {
      name: 'outcomesUnknown',
      label: { fr: 'Sorties dont l’issue est inconnue', en: 'Exits with an unknown outcome' },
      definition: 'The part of pathwaysExited of which the outcome at exit could not be learnt.',
      definitionFr: 'Part des sorties de parcours dont l’issue à la sortie n’a pu être connue.',
    },
    UNKNOWN,
    KNOWN,
  ),
  outcomes(
    {
      name: 'outcomesPositive',
      label: { fr: 'Sorties positives', en: 'Positive exits' },
      definition: 'The part of outcomesKnown towards a job, a vocational training or a business of one’s own.',
      definitionFr: 'Part des issues connues vers un emploi, une formation ou une création d’activité.',
    },
    POSITIVE,
    `${KNOWN} and not (${POSITIVE})`,
  ),
  defineMeasure({
    name: 'jobOutcomes',
    unit: 'RATIO',
    kind: 'RATIO',
    label: { fr: 'Taux de sorties positives', en: 'Positive outcomes' },
    definition: 'Positive exits of the period ÷ exits whose outcome is known; read it with unknownOutcomes.',
    definitionFr: 'Sorties positives de la période ÷ sorties dont l’issue est connue ; à lire avec la part inconnue.',
    since: BEGINNING,
    source: PATHWAYS,
    numerator: 'outcomesPositive',
    denominator: 'outcomesKnown',
  }),
  defineMeasure({
    name: 'unknownOutcomes',
    unit: 'RATIO',
    kind: 'RATIO',
    label: { fr: 'Part des issues inconnues', en: 'Unknown outcomes' },
    definition: 'Exits of the period whose outcome could not be learnt ÷ all exits.',
    definitionFr: 'Sorties de la période dont l’issue n’a pu être connue ÷ toutes les sorties.',
    since: BEGINNING,
    source: PATHWAYS,
    numerator: 'outcomesUnknown',
    denominator: 'pathwaysExited',
  }),
  counted({
    name: 'organisationsTrained',
    unit: 'ORGANISATION',
    kind: 'SET',
    protects: 'ORGANISATION',
    label: { fr: 'Structures formées', en: 'Organisations trained' },
    definition: 'Organisations for whose users a session was held in the period.',
    definitionFr: 'Structures pour le public desquelles une séance a été tenue dans la période.',
    source: ORGANISATIONS,
    inaccessible: true,
    contributions: `
      select held_on as from_on, held_on as to_on, commune, programme_id as programme,
             organisation_id as subject, 1 as amount
        from session where held_on between $from and $to and organisation_id is not null`,
  }),
  counted({
    name: 'individualSupportCost',
    unit: 'EURO',
    kind: 'ADDITIVE',
    protects: null,
    label: { fr: "Coût standard de l'accompagnement individuel", en: 'Standard cost of individual support' },
    definition: 'Individual support hours × the rate of an hour on the day of the session; counted at the seat.',
    definitionFr: "Heures d'accompagnement individuel × tarif de l'heure au jour de la séance ; compté au siège.",
    source: `${SHEET} : 150 € pour 10 heures d’accompagnement individuel`,
    inaccessible: true,
    contributions: perSession(
      `${STAFF_HOURS} * ${datedRate(INDIVIDUAL_SUPPORT_RATES, 'held_on')}`,
      `${INDIVIDUAL} and held_on >= '${BEGINNING}'`,
      'staff_commune',
    ),
  }),
];
