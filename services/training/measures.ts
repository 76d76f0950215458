import { defineMeasure, type CountedMeasure, type Measure } from '../kit/impact/measure.ts';

/** When Défis, the first association of the network, began: nothing is counted before. */
const BEGINNING = '2007-01-01';
const REGISTER = 'Registers of the association’s sessions.';
const SHEET = 'Public-policy sheet on Défis, Pays de Lorient, 2011: 150 € for 10 hours of individual support.';

/**
 * What one hour of individual support costs, by the first day each rate holds. 150 € for ten hours in the sheet; a new
 * rate is a new line, since a cost of the past does not move.
 */
const INDIVIDUAL_SUPPORT_RATES = [{ from: BEGINNING, eurosPerHour: 15 }];

const counted = (measure: Omit<CountedMeasure, 'since' | 'source'> & { source?: string }): CountedMeasure =>
  defineMeasure({ since: BEGINNING, source: REGISTER, ...measure });

const rates = INDIVIDUAL_SUPPORT_RATES.map(({ from, eurosPerHour }) => `('${from}'::date, ${eurosPerHour})`).join(', ');

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
   where attendance.status = 'SEEN' and held_on between $from and $to`;

// The nth head of each session bears the same name: heads of one session are different people, those of two may not be,
// so as many subjects as the largest session had heads is what is sure.
const ANONYMOUS_HEADS = `
  select held_on as from_on, null::date as to_on, commune, programme_id as programme,
         'head ' || head as subject, 1 as amount
    from session cross join lateral generate_series(1, anonymous_attendance) as head
   where held_on between $from and $to`;

const perVisa = (day: string): string => `
  select ${day} as from_on, null::date as to_on, commune, programme_id as programme, person_id as subject, 1 as amount
    from visa where ${day} between $from and $to`;

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
    definition: 'Visas internet given to a person in the period; counted at the seat.',
    definitionFr: 'Visas internet remis à une personne dans la période ; comptés au siège.',
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
    contributions: perVisa('completed_on'),
  }),
  counted({
    name: 'organisationsTrained',
    unit: 'ORGANISATION',
    kind: 'SET',
    protects: 'ORGANISATION',
    label: { fr: 'Structures formées', en: 'Organisations trained' },
    definition: 'Organisations for whose users a session was held in the period.',
    definitionFr: 'Structures pour le public desquelles une séance a été tenue dans la période.',
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
    source: SHEET,
    inaccessible: true,
    contributions: perSession(
      `${STAFF_HOURS} * (
        select euros_per_hour from (values ${rates}) as rate(from_on, euros_per_hour)
         where rate.from_on <= held_on order by rate.from_on desc limit 1)`,
      `${INDIVIDUAL} and held_on >= '${BEGINNING}'`,
      'staff_commune',
    ),
  }),
];
