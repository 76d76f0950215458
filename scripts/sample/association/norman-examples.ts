import type { Funder, Lot, PlaceOf, Profile } from './profile.ts';

/** Two associations made up so that the network has neighbours: round figures, nobody's. */
export const CAEN: Profile = {
  ...common('Caen', 'COM-14118'),
  id: 'exemple-caen',
  covers: ['DEP-14'],
  families2011: [
    ['COM-14118', 46], // Caen
    ['COM-14327', 16], // Hérouville-Saint-Clair
    ['COM-14366', 11], // Lisieux
    ['COM-14341', 7], // Ifs
    ['COM-14437', 5], // Mondeville
    ['COM-14047', 3], // Bayeux
    ['COM-14258', 2], // Falaise
  ],
  starts: { in2009: 45, renewedFrom2009: 5, in2010: 45, renewedFrom2010: 10, in2011: 40 },
  lots: lotsOf('Caen', [55, 60, 90]),
};

export const ROUEN: Profile = {
  ...common('Rouen', 'COM-76540'),
  id: 'exemple-rouen',
  covers: ['DEP-76'],
  families2011: [
    ['COM-76540', 25], // Rouen
    ['COM-76351', 12], // Le Havre
    ['COM-76575', 9], // Saint-Étienne-du-Rouvray
    ['COM-76681', 6], // Sotteville-lès-Rouen
    ['COM-76322', 4], // Le Grand-Quevilly
    ['COM-76231', 3], // Elbeuf
    ['COM-76217', 1], // Dieppe
  ],
  starts: { in2009: 30, renewedFrom2009: 2, in2010: 30, renewedFrom2010: 6, in2011: 28 },
  lots: lotsOf('Rouen', [40, 45, 60]),
};

function common(town: string, seat: string): Omit<Profile, 'id' | 'covers' | 'families2011' | 'starts' | 'lots'> {
  return {
    name: `Association exemple de ${town} (données d'exemple)`,
    isSample: true,
    seat,
    followedDonor: null,
    lentAgain: 4,
    swaps: 3,
    repairs: 5,
    refusals: 3,
    supportSessions: 2,
    visas: 0,
    funders: [1, 2, 3, 4].map((number) => funderOf(town, seat, number)),
    partners: [],
    towns: [seat],
    structures: { lentTo: 3, machinesEach: 2, sessionsFrom: 3, sessionsTo: 5, sitesFrom: 5, sitesTo: 8, sites2011: 2 },
    places: placesOf(town, seat),
    collectiveSessions: { 2010: 10, 2011: 12 },
  };
}

function funderOf(town: string, commune: string, number: number): Funder {
  const programme = 'ordi-2-0';
  return {
    name: `Financeur exemple ${number} de ${town}`,
    kind: 'OTHER',
    commune,
    euros: 5_000 + 1_000 * number,
    programme,
  };
}

function placesOf(town: string, commune: string): PlaceOf[] {
  return [
    {
      key: 'cafe',
      name: `Café numérique exemple de ${town}`,
      kind: 'CAFE_NUMERIQUE',
      commune,
      accessibility: ['MOTOR'],
    },
    {
      key: 'maison',
      name: `Maison de quartier exemple de ${town}`,
      kind: 'NEIGHBOURHOOD_HOUSE',
      commune,
      accessibility: [],
    },
  ];
}

/** Three lots a year, of which the first is the largest. */
function lotsOf(town: string, readyByYear: readonly number[]): Lot[] {
  return readyByYear.flatMap((ready, index) => {
    const year = 2009 + index;
    const [second, third] = [Math.round(ready * 0.3), Math.round(ready * 0.2)];
    return [
      lotOf(town, `${year}-01-12`, ready - second - third),
      lotOf(town, `${year}-04-13`, second),
      lotOf(town, `${year}-08-31`, third),
    ];
  });
}

function lotOf(town: string, offeredOn: string, ready: number): Lot {
  const given = { dismantled: Math.round(ready / 10), recycled: Math.round(ready / 8) };
  return { donor: `Donateur exemple de ${town}`, offeredOn, ready, ...given };
}
