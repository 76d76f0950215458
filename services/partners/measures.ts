import type { MeasureType } from '../../packages/figures/read/figure.ts';
import { defineMeasure, type Measure } from '../../packages/figures/measures/measure.ts';

const SHEET = 'Fiche de politique publique sur Défis, Pays de Lorient, 2011';
const GRANTS = `Loi n° 2000-321 du 12 avril 2000, art. 9-1 et 10 (subventions et conventions) ; ${SHEET}`;
const ORGANISATIONS = `Code de commerce, art. R123-220 et R123-221 (SIRET) ; arrêté du 14 octobre 2009 (RNA) ; ${SHEET}`;
const RATES = `${SHEET} : 100 € par machine, 150 € pour 10 heures d'accompagnement individuel`;

/** What partners counts itself, from its own rows. */
export const measures: readonly Measure[] = [
  defineMeasure({
    name: 'funding',
    kind: 'ADDITIVE',
    unit: 'EURO',
    protects: 'ORGANISATION',
    label: { fr: 'Financements reçus', en: 'Funding received' },
    definition: 'Instalments of agreements received in the period, counted at the seat on the day the money came.',
    definitionFr: "Tranches de conventions reçues dans la période, comptées au siège le jour de l'encaissement.",
    since: '2007-01-01',
    source: GRANTS,
    contributions: `
      select i.received_on as from_on, i.received_on as to_on, i.commune, a.programme_id as programme,
        a.organisation_id as subject, i.received_cents / 100.0 as amount
      from instalment i join agreement a on a.id = i.agreement_id
      where i.received_on between $from and $to`,
  }),
  defineMeasure({
    name: 'servicesDelivered',
    kind: 'ADDITIVE',
    unit: 'SERVICE',
    protects: 'ORGANISATION',
    label: { fr: 'Services rendus aux organismes', en: 'Services to organisations' },
    definition: 'Web sites, equipment and other services handed over to organisations in the period.',
    definitionFr: 'Sites web, équipements et autres services remis à des organismes dans la période.',
    since: '2007-01-01',
    source: SHEET,
    contributions: `
      select delivered_on as from_on, delivered_on as to_on, commune, programme_id as programme,
        organisation_id as subject, 1 as amount
      from delivery where cancelled_on is null and delivered_on between $from and $to`,
  }),
  defineMeasure({
    name: 'organisationsServed',
    kind: 'SET',
    unit: 'ORGANISATION',
    protects: 'ORGANISATION',
    inaccessible: true,
    label: { fr: 'Organismes servis', en: 'Organisations served' },
    definition: 'Distinct organisations that received a service such as a web site in the period.',
    definitionFr: 'Organismes distincts ayant reçu un service, tel un site web, dans la période.',
    since: '2007-01-01',
    source: ORGANISATIONS,
    contributions: `
      select delivered_on as from_on, delivered_on as to_on, commune, programme_id as programme,
        organisation_id as subject, 1 as amount
      from delivery where cancelled_on is null and delivered_on between $from and $to`,
  }),
];

/** What partners works out from the figures of several services; nothing of it is stored. */
export const composites = {
  structuresStrengthened: {
    name: 'structuresStrengthened',
    kind: 'SET',
    unit: 'ORGANISATION',
    protects: 'ORGANISATION',
    label: 'Organisations strengthened',
    labelFr: 'Structures renforcées',
    definition:
      'Distinct organisations that were lent a machine, received a session for their users, or a service such as a web site: each once in the whole network.',
    definitionFr:
      'Organismes distincts ayant emprunté une machine, reçu une séance pour leurs usagers, ou un service tel un site web : chacun une fois dans tout le réseau.',
    since: '2007-01-01',
    source: ORGANISATIONS,
  },
  standardCost: {
    name: 'standardCost',
    kind: 'ADDITIVE',
    unit: 'EURO',
    protects: null,
    label: 'Standard cost',
    labelFr: 'Coût standard',
    definition:
      "The sheet's rates times what was done: 100 € a machine made ready for the first time, 150 € for ten hours of individual support. Not the accounts.",
    definitionFr:
      "Les tarifs de la fiche multipliés par l'activité : 100 € par machine prête pour la première fois, 150 € pour dix heures d'accompagnement individuel. Ce n'est pas la comptabilité.",
    since: '2007-01-01',
    source: RATES,
  },
  costPerFamily: {
    name: 'costPerFamily',
    kind: 'RATIO',
    unit: 'EURO',
    protects: null,
    label: 'Standard cost per family',
    labelFr: 'Coût standard par famille',
    definition: 'Standard cost divided by the families equipped in the same period.',
    definitionFr: 'Coût standard divisé par les familles équipées dans la même période.',
    since: '2007-01-01',
    source: RATES,
  },
} as const satisfies Record<string, MeasureType>;
