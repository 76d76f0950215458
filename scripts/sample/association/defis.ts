import { FAMILIES_OF_2011, PAYS_DE_LORIENT } from './pays-de-lorient.ts';
import type { Profile } from './profile.ts';

export const CAF_DU_PAYS_DE_LORIENT = 'CAF du Pays de Lorient';
const LORIENT = 'COM-56121';
const ORDI_SOLIDAIRE = 'ordi-solidaire-bretagne';

const lot = (offeredOn: string, donor: string, ready: number, dismantled: number, recycled: number) => ({
  donor,
  offeredOn,
  ready,
  dismantled,
  recycled,
});
const funder = (name: string, kind: string, commune: string, euros: number, programme = ORDI_SOLIDAIRE) => ({
  name,
  kind,
  commune,
  euros,
  programme,
});

/** Défis: its figures of the 2011 sheet must come out of what is entered; see the README for which they are. */
export const DEFIS: Profile = {
  id: 'defis',
  name: 'Défis',
  isSample: false,
  seat: LORIENT,
  covers: PAYS_DE_LORIENT,
  families2011: FAMILIES_OF_2011,
  starts: { in2009: 185, renewedFrom2009: 15, in2010: 195, renewedFrom2010: 40, in2011: 170 },
  lots: [
    lot('2009-01-12', CAF_DU_PAYS_DE_LORIENT, 50, 0, 0),
    lot('2009-02-02', 'Collectivité exemple 01', 45, 5, 8),
    lot('2009-04-06', 'Entreprise exemple 01', 40, 4, 6),
    lot('2009-06-08', 'Collectivité exemple 02', 40, 6, 7),
    lot('2009-08-31', 'Entreprise exemple 02', 40, 5, 5),
    lot('2009-11-02', 'Entreprise exemple 05', 40, 4, 5),
    lot('2010-01-11', CAF_DU_PAYS_DE_LORIENT, 50, 0, 0),
    lot('2010-02-08', 'Collectivité exemple 01', 60, 7, 10),
    lot('2010-04-12', 'Entreprise exemple 03', 55, 5, 7),
    lot('2010-06-07', 'Collectivité exemple 03', 60, 7, 9),
    lot('2010-09-06', 'Entreprise exemple 01', 60, 6, 8),
    lot('2010-10-11', 'Collectivité exemple 02', 50, 5, 7),
    lot('2010-11-08', 'Entreprise exemple 04', 45, 4, 6),
    lot('2011-01-10', CAF_DU_PAYS_DE_LORIENT, 50, 0, 0),
    lot('2011-02-07', 'Collectivité exemple 01', 60, 8, 10),
    lot('2011-03-14', 'Entreprise exemple 02', 45, 5, 7),
    lot('2011-05-09', 'Collectivité exemple 04', 55, 6, 9),
    lot('2011-06-20', 'Entreprise exemple 05', 45, 5, 6),
    lot('2011-09-05', 'Collectivité exemple 03', 50, 5, 8),
    lot('2011-10-03', 'Entreprise exemple 03', 40, 5, 6),
    lot('2011-11-07', 'Collectivité exemple 05', 35, 4, 5),
  ],
  followedDonor: { donor: CAF_DU_PAYS_DE_LORIENT, starts: { 2009: 27, 2010: 23, 2011: 27 } },
  lentAgain: 20,
  swaps: 14,
  repairs: 24,
  refusals: 12,
  supportSessions: 4,
  visas: 60,
  funders: [
    funder('État', 'STATE', LORIENT, 24_000),
    funder('Région Bretagne', 'REGION', 'COM-35238', 30_000),
    funder('Ville de Lanester', 'TOWN', 'COM-56098', 8_000),
    funder('Ville de Ploemeur', 'TOWN', 'COM-56162', 6_000),
    funder("Cap l'Orient Agglomération", 'INTERCOMMUNALITY', LORIENT, 20_000),
    funder('CAF du Morbihan', 'SOCIAL_BODY', 'COM-56260', 12_000),
    funder('Bretagne Sud Habitat', 'LANDLORD', 'COM-56260', 5_000),
    funder('Orange', 'COMPANY', LORIENT, 4_000, 'ordi-2-0'),
    funder('Fonds social européen (FSE)', 'OTHER', 'COM-35238', 26_000),
  ],
  partners: [
    {
      name: CAF_DU_PAYS_DE_LORIENT,
      kind: 'SOCIAL_BODY',
      commune: LORIENT,
      roles: ['DONOR', 'PRESCRIBER'],
      title: 'Cinquante ordinateurs par an, pour cinquante familles',
    },
    partner('CCAS exemple', 'CCAS', ['PRESCRIBER']),
    partner("Service de l'emploi exemple", 'EMPLOYMENT_SERVICE', ['PRESCRIBER']),
    partner('Organisme social exemple', 'SOCIAL_BODY', ['PRESCRIBER']),
    partner('Bailleur exemple', 'LANDLORD', ['PRESCRIBER']),
    partner('Laboratoire exemple', 'SCHOOL_OR_RESEARCH', []),
  ],
  towns: PAYS_DE_LORIENT,
  structures: {
    lentTo: 12,
    machinesEach: 2,
    sessionsFrom: 9,
    sessionsTo: 22,
    sitesFrom: 20,
    sitesTo: 30,
    sites2011: 4,
  },
  places: [
    place('cafe', 'Café numérique exemple', 'CAFE_NUMERIQUE', LORIENT, ['LSF', 'MOTOR']),
    place('espace-lanester', 'Espace numérique exemple de Lanester', 'DIGITAL_SPACE', 'COM-56098', ['MOTOR']),
    place('espace-ploemeur', 'Espace numérique exemple de Ploemeur', 'DIGITAL_SPACE', 'COM-56162', []),
    place('maison-lorient', 'Maison de quartier exemple de Lorient', 'NEIGHBOURHOOD_HOUSE', LORIENT, [
      'FOREIGN_LANGUAGES',
    ]),
    place('maison-hennebont', 'Maison de quartier exemple de Hennebont', 'NEIGHBOURHOOD_HOUSE', 'COM-56083', []),
    place('pat', 'P@T exemple de Plouay', 'PAT', 'COM-56166', []),
  ],
  collectiveSessions: { 2010: 12, 2011: 18 },
};

function partner(name: string, kind: string, roles: readonly string[]) {
  return { name, kind, roles, commune: LORIENT, title: `Convention avec ${name}` };
}

function place(key: string, name: string, kind: string, commune: string, accessibility: readonly string[]) {
  return { key, name, kind, commune, accessibility };
}
