import type { Cells } from '../../../packages/imports/cells.ts';
import type { Column } from '../../../packages/imports/columns.ts';
import { ComputerKind } from '../computer/computer.states.ts';

/**
 * Columns of a sheet of machines, as Snipe-IT names them when it exports its list of assets or a custom report, in English
 * and in French (snipe/snipe-it, `resources/lang/en-US` and `fr-FR`, admin/hardware). Whatever else it exports is ignored:
 * above all, whom a machine is checked out to.
 */
export const COMPUTER_COLUMNS: readonly Column[] = [
  {
    field: 'label',
    names: ['Asset Tag', "Étiquette de l'actif", "Libellé de l'actif", "Numéro d'inventaire", 'Étiquette', 'Tag'],
    isRequired: true,
  },
  { field: 'kind', names: ['Category', 'Catégorie', 'Type'], isRequired: true },
  { field: 'serial', names: ['Serial', 'Serial Number', 'Série', 'Numéro de série', 'N° de série'] },
  { field: 'assetTag', names: ['Donor Tag', 'Étiquette du donateur', 'Numéro du donateur'] },
  { field: 'brand', names: ['Manufacturer', 'Fabricant', 'Marque'] },
  { field: 'model', names: ['Model', 'Modèle'] },
  { field: 'modelNumber', names: ['Model No.', 'Model Number', 'N° de modèle', 'Numéro de modèle'] },
  { field: 'purchasedOn', names: ['Purchased', 'Purchase Date', "Date d'achat"] },
  { field: 'formerStatus', names: ['Status', 'Statut', 'État'] },
];

/** What categories of machines are usually called. */
const KINDS: Readonly<Record<string, ComputerKind>> = {
  Laptop: 'LAPTOP',
  Laptops: 'LAPTOP',
  Notebook: 'LAPTOP',
  Portable: 'LAPTOP',
  Portables: 'LAPTOP',
  'Ordinateur portable': 'LAPTOP',
  'Ordinateurs portables': 'LAPTOP',
  'PC portable': 'LAPTOP',
  Desktop: 'DESKTOP',
  Desktops: 'DESKTOP',
  Workstation: 'DESKTOP',
  'Unité centrale': 'DESKTOP',
  'Unités centrales': 'DESKTOP',
  'Ordinateur de bureau': 'DESKTOP',
  'Ordinateurs de bureau': 'DESKTOP',
  'PC fixe': 'DESKTOP',
  Fixe: 'DESKTOP',
  Tour: 'DESKTOP',
  'All-in-one': 'ALL_IN_ONE',
  'Tout-en-un': 'ALL_IN_ONE',
  Tablet: 'TABLET',
  Tablets: 'TABLET',
  Tablette: 'TABLET',
  Tablettes: 'TABLET',
  Other: 'OTHER',
  Autre: 'OTHER',
};

/** A machine as a line of a sheet describes it. */
export interface ComputerDraft {
  label: string;
  kind: ComputerKind;
  serial: string | null;
  assetTag: string | null;
  brand: string | null;
  model: string | null;
  /** The day it was bought; kept in its history. */
  purchasedOn: string | null;
  /** What the former tool said of its state, kept in its history: here its state follows from what is done to it. */
  formerStatus: string | null;
}

/** Before there were computers that somebody could carry home. */
const FIRST_PURCHASE = '1970-01-01';

/** Reads one line of the sheet. */
export function readComputer(cells: Cells): ComputerDraft {
  const model = [cells.text('model'), cells.text('modelNumber')].filter((part) => part !== null);
  return {
    label: cells.required('label'),
    kind: cells.word('kind', KINDS) ?? 'OTHER',
    serial: cells.text('serial'),
    assetTag: cells.text('assetTag'),
    brand: cells.text('brand'),
    model: model.length > 0 ? [...new Set(model)].join(' ') : null,
    purchasedOn: cells.day('purchasedOn', { first: FIRST_PURCHASE }),
    formerStatus: cells.text('formerStatus'),
  };
}
