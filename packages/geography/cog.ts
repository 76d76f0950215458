import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A commune that exists in the vintage (INSEE COG 2026). */
export interface Commune {
  /** INSEE code, "56121". */
  code: string;
  name: string;
  department: string;
  /** SIREN of its EPCI; null for the few that have none. */
  epci: string | null;
  population: number | null;
}

/** A department or a region as the vintage has it, with the codes of what it is made of. */
export interface Area {
  code: string;
  name: string;
  population: number;
  /** Communes of a department, or departments of a region. */
  members: string[];
}

/** The official code list of the vintage, metropolitan France and the five overseas departments. */
export interface Cog {
  communes: ReadonlyMap<string, Commune>;
  /** Code of a merged commune, or of an arrondissement of Paris, Lyon or Marseille → the commune it is part of. */
  aliases: ReadonlyMap<string, string>;
  departments: ReadonlyMap<string, Area>;
  regions: ReadonlyMap<string, Area>;
  epcis: ReadonlyMap<string, Area>;
}

let loaded: Cog | undefined;

/** The code list, read on first use and kept for the life of the process. */
export function cog(): Cog {
  return (loaded ??= load());
}

interface CommuneRecord {
  code: string;
  nom: string;
  type: string;
  zone: string;
  departement: string;
  population?: number;
  anciensCodes?: string[];
  commune?: string;
}

interface AreaRecord {
  code: string;
  nom: string;
  zone: string;
  region: string;
}

interface EpciRecord {
  code: string;
  nom: string;
  populationMunicipale: number;
  membres: { code: string }[];
}

function load(): Cog {
  const epcis = new Map<string, Area>();
  for (const record of read<EpciRecord>('epci')) {
    const members = record.membres.map((member) => member.code);
    epcis.set(record.code, { code: record.code, name: record.nom, population: record.populationMunicipale, members });
  }
  const regions = areas(read<AreaRecord>('regions'));
  const departments = areas(read<AreaRecord>('departements'), regions);
  const { communes, aliases } = readCommunes(epcis, departments);
  for (const region of regions.values()) {
    region.population = sum(region.members.map((code) => departments.get(code)?.population ?? 0));
  }
  return { communes, aliases, departments, regions, epcis };
}

function areas(records: Iterable<AreaRecord>, parents?: Map<string, Area>): Map<string, Area> {
  const found = new Map<string, Area>();
  for (const { code, nom, zone, region } of records) {
    if (isOutside(zone)) continue;
    found.set(code, { code, name: nom, population: 0, members: [] });
    parents?.get(region)?.members.push(code);
  }
  return found;
}

function readCommunes(epcis: Map<string, Area>, departments: Map<string, Area>) {
  const communes = new Map<string, Commune>();
  const aliases = new Map<string, string>();
  const epciOf = new Map([...epcis.values()].flatMap(({ code, members }) => members.map((member) => [member, code])));
  for (const { code, nom, type, zone, departement, population, anciensCodes, commune } of read<CommuneRecord>(
    'communes',
  )) {
    if (isOutside(zone)) continue;
    if (commune) aliases.set(code, commune);
    if (type !== 'commune-actuelle') continue;
    for (const former of anciensCodes ?? []) aliases.set(former, code);
    const area = departments.get(departement)!;
    area.members.push(code);
    area.population += population ?? 0;
    communes.set(code, {
      code,
      name: nom,
      department: area.code,
      epci: epciOf.get(code) ?? null,
      population: population ?? null,
    });
  }
  return { communes, aliases };
}

const isOutside = (zone: string) => zone === 'com';
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

const { resolve } = createRequire(import.meta.url);

/** How much text is parsed at a time: parsing a file whole takes longer, for two copies of it are held at once. */
const BLOCK = 64 * 1024;

/** The records of one of the package's files: an array with one record per line. */
function* read<T>(name: string): Generator<T> {
  const bytes = readFileSync(resolve(`@etalab/decoupage-administratif/data/${name}.json`));
  const end = bytes.lastIndexOf('\n]');
  for (let from = bytes.indexOf('\n'); from < end;) {
    const comma = bytes.indexOf(',\n', from + BLOCK);
    const to = comma < 0 ? end : comma;
    yield* JSON.parse(`[${bytes.toString('utf8', from, to)}]`) as T[];
    from = to + 1;
  }
}
