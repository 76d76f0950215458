import { stringify } from 'csv-stringify/sync';
import { fileOf, type File } from '../../../packages/platform/documents/file.ts';
import type { Cells } from '../../../packages/imports/cells.ts';
import type { Column } from '../../../packages/imports/columns.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { ORGANISATION_ID } from '../../../packages/platform/references/id-forms.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import type { QuotientBand } from '../household/household.entity.ts';
import { LOAN_COLUMNS, noLoan, readLoan, type LoanDraft } from './loan-sheet.ts';

/** Columns of the sheet of households and loans: one line for each household without a loan, else one for each loan of a household or an organisation. */
export const HOUSEHOLD_COLUMNS: readonly Column[] = [
  { field: 'household', names: ['Référence du foyer', 'household'], isRequired: true },
  { field: 'registeredOn', names: ['Inscrit le', 'registered on'] },
  { field: 'commune', names: ['Commune (code INSEE)', 'Code INSEE', 'Commune', 'commune code'] },
  { field: 'size', names: ['Personnes dans le foyer', 'Taille du foyer', 'household size'] },
  { field: 'quotientBand', names: ['Quotient familial', 'quotient band'] },
  { field: 'quotientBandUntil', names: ["Quotient valable jusqu'au", 'quotient band until'] },
  { field: 'givenName', names: ['Prénom', 'given name', 'first name'] },
  { field: 'familyName', names: ['Nom', 'family name', 'last name'] },
  { field: 'birthYear', names: ['Année de naissance', 'birth year'] },
  ...LOAN_COLUMNS,
  { field: 'organisationId', names: ['Organisme', 'organisation'] },
];

const BANDS: Readonly<Record<string, QuotientBand>> = {
  "jusqu'à 400": 'UP_TO_400',
  '401 à 600': 'UP_TO_600',
  '601 à 800': 'UP_TO_800',
  'plus de 800': 'ABOVE_800',
};

/** What only a household has. */
const OF_HOUSEHOLDS = [
  'household',
  'registeredOn',
  'size',
  'quotientBand',
  'quotientBandUntil',
  'givenName',
  'familyName',
  'birthYear',
];

/** What a line says of a household, when it says anything but its reference. */
export interface HouseholdDraft {
  commune: string;
  size: number | null;
  quotientBand: QuotientBand | null;
  quotientBandUntil: string | null;
  registeredOn: string | null;
  person: { givenName: string; familyName: string; birthYear: number | null } | null;
}

/** An organisation that borrows. */
export interface OrganisationDraft {
  organisationId: string;
  /** Where it is: "COM-56121". */
  commune: string;
}

export interface HouseholdLineDraft {
  /** The association's own reference of the household; the id of an organisation. */
  reference: string;
  /** Null on a further line about a household that is known, and on one about an organisation. */
  household: HouseholdDraft | null;
  loan: LoanDraft | null;
  /** Absent from lines about households. */
  organisation?: OrganisationDraft;
}

/** Reads one line of the sheet. */
export function readHouseholdLine(cells: Cells): HouseholdLineDraft {
  if (cells.text('organisationId') !== null) return readOrganisationLine(cells);
  return {
    reference: cells.required('household'),
    household: cells.text('commune') === null ? null : readHousehold(cells),
    loan: cells.text('loan') === null ? noLoan(cells) : readLoan(cells),
  };
}

function readOrganisationLine(cells: Cells): HouseholdLineDraft {
  if (OF_HOUSEHOLDS.some((field) => cells.text(field) !== null)) throw oneBorrower();
  const organisationId = cells.required('organisationId');
  if (!ORGANISATION_ID.test(organisationId)) throw notAnOrganisation();
  const organisation = { organisationId, commune: readCommune(cells) };
  return { reference: organisationId, household: null, loan: readLoan(cells), organisation };
}

function readCommune(cells: Cells): string {
  const commune = cells.required('commune');
  return knownCommune(commune.startsWith('COM-') ? commune : `COM-${commune}`, 'commune');
}

function readHousehold(cells: Cells): HouseholdDraft {
  return {
    commune: readCommune(cells),
    size: cells.integer('size'),
    quotientBand: cells.word('quotientBand', BANDS),
    quotientBandUntil: cells.day('quotientBandUntil'),
    registeredOn: cells.day('registeredOn'),
    person: readPerson(cells),
  };
}

function readPerson(cells: Cells): HouseholdDraft['person'] {
  if (['givenName', 'familyName', 'birthYear'].every((field) => cells.text(field) === null)) return null;
  const [givenName, familyName] = [cells.required('givenName'), cells.required('familyName')];
  return { givenName, familyName, birthYear: cells.integer('birthYear') };
}

const EXAMPLES = [
  [
    'F-001',
    '04/01/2011',
    '56121',
    '4',
    "jusqu'à 400",
    '31/12/2011',
    'Camille',
    'Exemple',
    '1979',
    'P-001',
    '',
    '04/01/2011',
    '11/01/2011',
    '18/01/2011',
    '',
    '',
  ],
  ['F-002', '05/01/2011', '56098', '2', '', '', 'Dominique', 'Modèle', '', '', '', '', '', '', '', ''],
];

/** An empty sheet with two invented lines, as spreadsheets in France open it: semicolons, UTF-8 with its mark. */
export function householdTemplate(): File {
  const header = HOUSEHOLD_COLUMNS.map(({ names }) => names[0]!);
  const lines = EXAMPLES.map((cells) => header.map((_, index) => cells[index] ?? ''));
  const table = stringify([header, ...lines], { delimiter: ';', bom: true, record_delimiter: 'windows' });
  return fileOf('foyers-et-prets.csv', 'text/csv', table);
}

const oneBorrower = (): Refusal =>
  new Refusal('ONE_BORROWER', 'organisationId', {
    en: 'A line is about a household or about an organisation; empty the columns of one of the two.',
    fr: "Une ligne parle d'un foyer ou d'un organisme ; videz les colonnes de l'un des deux.",
  });

const notAnOrganisation = (): Refusal =>
  new Refusal('NOT_AN_ORGANISATION', 'organisationId', {
    en: 'Give the id that the organisation has here, such as SIRET-21560121000016 or RNA-W561000001.',
    fr: "Donnez l'identifiant que l'organisme a ici, par exemple SIRET-21560121000016 ou RNA-W561000001.",
  });
