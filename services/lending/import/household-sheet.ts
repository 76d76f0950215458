import { stringify } from 'csv-stringify/sync';
import { fileOf, type File } from '../../kit/document/file.ts';
import { isIdOf } from '../../kit/ids.ts';
import type { Cells } from '../../kit/import/cells.ts';
import type { Column } from '../../kit/import/columns.ts';
import { Refusal } from '../../kit/refusal.ts';
import { knownCommune } from '../../kit/verb/known-commune.ts';
import type { QuotientBand } from '../household/household.entity.ts';

/** Columns of the sheet of households and loans: one line for each household without a loan, else one for each loan. */
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
  { field: 'loan', names: ['Référence du prêt', 'loan'] },
  { field: 'programmeId', names: ['Programme', 'programme'] },
  { field: 'requestedOn', names: ['Demandé le', 'requested on'] },
  { field: 'approvedOn', names: ['Accordé le', 'approved on'] },
  { field: 'signedOn', names: ['Signé le', 'signed on'] },
  { field: 'handedOverOn', names: ['Remis le', 'handed over on'] },
  { field: 'computerId', names: ['Ordinateur', 'computer'] },
];

const BANDS: Readonly<Record<string, QuotientBand>> = {
  "jusqu'à 400": 'UP_TO_400',
  '401 à 600': 'UP_TO_600',
  '601 à 800': 'UP_TO_800',
  'plus de 800': 'ABOVE_800',
};

/** What a line says of a household, when it says anything but its reference. */
export interface HouseholdDraft {
  commune: string;
  size: number | null;
  quotientBand: QuotientBand | null;
  quotientBandUntil: string | null;
  registeredOn: string | null;
  person: { givenName: string; familyName: string; birthYear: number | null } | null;
}

/** What a line says of a loan. */
export interface LoanDraft {
  reference: string;
  programmeId: string | null;
  requestedOn: string;
  approvedOn: string | null;
  signedOn: string | null;
  handedOverOn: string | null;
  computerId: string | null;
}

export interface HouseholdLineDraft {
  /** The association's own reference of the household. */
  reference: string;
  /** Null on a further line about a household that is known. */
  household: HouseholdDraft | null;
  loan: LoanDraft | null;
}

/** Reads one line of the sheet. */
export function readHouseholdLine(cells: Cells): HouseholdLineDraft {
  return {
    reference: cells.required('household'),
    household: cells.text('commune') === null ? null : readHousehold(cells),
    loan: cells.text('loan') === null ? noLoan(cells) : readLoan(cells),
  };
}

function readHousehold(cells: Cells): HouseholdDraft {
  const commune = cells.required('commune');
  return {
    commune: knownCommune(commune.startsWith('COM-') ? commune : `COM-${commune}`, 'commune'),
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

const STEPS = ['requestedOn', 'approvedOn', 'signedOn', 'handedOverOn'] as const;

/** Each step needs those before it, and a hand-over its computer. */
function readLoan(cells: Cells): LoanDraft {
  const computerId = cells.text('computerId');
  const last = computerId === null ? STEPS.findLastIndex((step) => cells.text(step) !== null) : STEPS.length - 1;
  for (const step of STEPS.slice(0, Math.max(last, 0) + 1)) cells.required(step);
  if (cells.text('handedOverOn') !== null && !isIdOf('computer', cells.required('computerId'))) throw notAComputer();
  return {
    reference: cells.required('loan'),
    programmeId: cells.text('programmeId'),
    requestedOn: cells.day('requestedOn')!,
    approvedOn: cells.day('approvedOn'),
    signedOn: cells.day('signedOn'),
    handedOverOn: cells.day('handedOverOn'),
    computerId,
  };
}

/** A day or a computer of a loan without a reference would be lost without a word. */
function noLoan(cells: Cells): null {
  if ([...STEPS, 'computerId'].some((field) => cells.text(field) !== null)) cells.required('loan');
  return null;
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
  const table = stringify([header, ...EXAMPLES], { delimiter: ';', bom: true, record_delimiter: 'windows' });
  return fileOf('foyers-et-prets.csv', 'text/csv', table);
}

const notAComputer = (): Refusal =>
  new Refusal('NOT_A_COMPUTER', 'computerId', {
    en: 'Give the id that inventory knows the computer by (computer_…), as the import of machines answers it.',
    fr: "Donnez l'identifiant de l'ordinateur dans l'inventaire (computer_…), tel que l'import des machines le répond.",
  });
