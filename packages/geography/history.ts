/**
 * What the official code list of the day no longer tells: the map before its changes. Each line names its source.
 *
 * Known limits: a commune that ended before 2000 counts in what it is part of today, on every date; on today's map, facts
 * of the few communes that moved to another department stay in the department of their day; those of a commune that was a
 * part of another for a time stay with that other; an EPCI is unknown before the first day given for it here.
 */

/** The day law no. 2015-29 of 16 January 2015, on the limits of the regions, took effect. */
export const REGIONS_REDRAWN_ON = '2016-01-01';

/** A region that law no. 2015-29 merged into a wider one. */
export interface FormerRegion {
  code: string;
  name: string;
  departments: readonly string[];
}

/**
 * The sixteen regions that ended on 2016-01-01. Sources: law no. 2015-29 of 16 January 2015 for which were merged; INSEE,
 * Code officiel géographique before 2016, for codes and departments (compared with the copy in django-localflavor,
 * `localflavor/fr/fr_department.py`).
 */
export const FORMER_REGIONS: readonly FormerRegion[] = [
  { code: '21', name: 'Champagne-Ardenne', departments: ['08', '10', '51', '52'] },
  { code: '22', name: 'Picardie', departments: ['02', '60', '80'] },
  { code: '23', name: 'Haute-Normandie', departments: ['27', '76'] },
  { code: '25', name: 'Basse-Normandie', departments: ['14', '50', '61'] },
  { code: '26', name: 'Bourgogne', departments: ['21', '58', '71', '89'] },
  { code: '31', name: 'Nord-Pas-de-Calais', departments: ['59', '62'] },
  { code: '41', name: 'Lorraine', departments: ['54', '55', '57', '88'] },
  { code: '42', name: 'Alsace', departments: ['67', '68'] },
  { code: '43', name: 'Franche-Comté', departments: ['25', '39', '70', '90'] },
  { code: '54', name: 'Poitou-Charentes', departments: ['16', '17', '79', '86'] },
  { code: '72', name: 'Aquitaine', departments: ['24', '33', '40', '47', '64'] },
  { code: '73', name: 'Midi-Pyrénées', departments: ['09', '12', '31', '32', '46', '65', '81', '82'] },
  { code: '74', name: 'Limousin', departments: ['19', '23', '87'] },
  { code: '82', name: 'Rhône-Alpes', departments: ['01', '07', '26', '38', '42', '69', '73', '74'] },
  { code: '83', name: 'Auvergne', departments: ['03', '15', '43', '63'] },
  { code: '91', name: 'Languedoc-Roussillon', departments: ['11', '30', '34', '48', '66'] },
];
