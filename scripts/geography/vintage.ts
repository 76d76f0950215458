import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What one yearly edition of the official code list says, as of 1 January of its year. */
export interface Vintage {
  /** Its day, 'YYYY-01-01'. */
  on: string;
  /** Name of each commune that exists, by code; metropolitan France and the five overseas departments. */
  communes: ReadonlyMap<string, string>;
  /** Code of what is part of a commune → the code of that commune. */
  partOf: ReadonlyMap<string, string>;
  /** SIREN of the EPCI of each commune that has one. */
  epciOf: ReadonlyMap<string, string>;
  /** Name of each EPCI, by SIREN. */
  epcis: ReadonlyMap<string, string>;
  /** Names of departments and regions: "REG-53 Bretagne". */
  areas: readonly string[];
}

interface Named {
  code: string;
  nom: string;
}

interface CommuneRecord extends Named {
  type: string;
  anciensCodes?: string[];
  commune?: string;
  chefLieu?: string;
}

interface EpciRecord extends Named {
  membres: Named[];
}

/** The collectivities that are no departments: Saint-Pierre-et-Miquelon, Saint-Barthélemy, Saint-Martin, the Pacific. */
export const OUTSIDE = /^(97[578]|98)/;

const { resolve } = createRequire(import.meta.url);

/** Reads a vintage from the data folder of the package that carries it. */
export function readVintage(year: number, packageName: string): Vintage {
  const read = <T>(name: string): T[] =>
    JSON.parse(readFileSync(resolve(`${packageName}/data/${name}.json`), 'utf8')) as T[];
  const records = read<CommuneRecord>('communes').filter(({ code }) => !OUTSIDE.test(code));
  const areas = (prefix: string, name: string): string[] =>
    read<Named>(name)
      .filter(({ code }) => !OUTSIDE.test(code))
      .map(({ code, nom }) => `${prefix}-${code} ${nom}`);
  return {
    on: `${year}-01-01`,
    communes: new Map(records.filter(isCommune).map(({ code, nom }) => [code, nom])),
    partOf: partsOf(records),
    ...membersOf(read<EpciRecord>('epci')),
    areas: [...areas('REG', 'regions'), ...areas('DEP', 'departements')],
  };
}

/** The EPCI of a yearly list and what each commune is a member of. */
export function membersOf(records: readonly EpciRecord[]): Pick<Vintage, 'epciOf' | 'epcis'> {
  return {
    epciOf: new Map(records.flatMap(({ code, membres }) => membres.map((member) => [member.code, code]))),
    epcis: new Map(records.map(({ code, nom }) => [code, nom])),
  };
}

const isCommune = ({ type }: CommuneRecord): boolean => type === 'commune-actuelle';

function partsOf(records: readonly CommuneRecord[]): Map<string, string> {
  const parts = records.filter((record) => !isCommune(record));
  const known = parts.map(({ code, chefLieu, commune }) => [code, chefLieu ?? commune ?? code] as const);
  const former = records.flatMap(({ code, anciensCodes = [] }) => anciensCodes.map((one) => [one, code] as const));
  return new Map([...known, ...former]);
}
