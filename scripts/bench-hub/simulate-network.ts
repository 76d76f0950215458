import { holdsFacts } from '../../packages/geography/ancestors.ts';
import { cog } from '../../packages/geography/cog.ts';
import { rollupCodes } from '../../packages/geography/rollup.ts';
import { randomFor } from './random.ts';

/** A made-up association, which works in one to three communes of one EPCI. */
export interface SimulatedAssociation {
  id: string;
  /** Codes of the communes it works in, the seat first: `COM-56121`. */
  communes: string[];
  epci: string;
  department: string;
  region: string;
  /** Its part of an average association's work: many small ones, a few large. */
  size: number;
  /** The organisations it works with; some of them work with others of its department, too. */
  organisations: string[];
}

/** The region that asks; one in five associations is there, the others all over France. */
export const ASKING_REGION = 'REG-53';
const SHARE_THERE = 0.2;
const ORGANISATIONS_OF_ITS_OWN = 20;
const ORGANISATIONS_SHARED = 10;

/** As many associations as wanted, always the same, in places that existed from one day to another. */
export function simulateNetwork(count: number, from: string, to: string): SimulatedAssociation[] {
  const epcis = steadyEpcis(from, to);
  const there = epcis.filter(({ region }) => region === ASKING_REGION);
  return [...Array(count).keys()].map((number) => {
    const random = randomFor('association', number);
    const among = random.chance(SHARE_THERE) ? there : epcis;
    const { members, ...place } = among[random.between(0, among.length - 1)]!;
    const first = random.between(0, members.length - 1);
    const communes = Array.from({ length: random.between(1, 3) }, (_, i) => members[(first + i) % members.length]!);
    const id = `simulated-${String(number).padStart(4, '0')}`;
    return {
      id,
      communes,
      ...place,
      size: 0.3 + 2.5 * random.next() ** 3,
      organisations: organisationsOf(number, place),
    };
  });
}

type Place = Pick<SimulatedAssociation, 'epci' | 'department' | 'region'>;

/** EPCI inside one department whose own figures may be read as they are over all the days. */
function steadyEpcis(from: string, to: string): (Place & { members: string[] })[] {
  const { epcis, communes, departments, regions } = cog();
  const regionOf = new Map([...regions.values()].flatMap(({ code, members }) => members.map((one) => [one, code])));
  return [...epcis.values()].flatMap(({ code, members }) => {
    const inside = new Set(members.map((member) => communes.get(member)?.department));
    const [department] = inside;
    const epci = `EPCI-${code}`;
    const steady = members
      .map((member) => `COM-${member}`)
      .filter((one) => holdsFacts(one, from) && isItself(one, from));
    if (inside.size !== 1 || !departments.has(department!) || steady.length < 3) return [];
    if (rollupCodes(epci, from.slice(0, 4), 'AT_EVENT', to).main.join() !== epci) return [];
    return [{ epci, department: `DEP-${department}`, region: `REG-${regionOf.get(department!)}`, members: steady }];
  });
}

const isItself = (commune: string, on: string): boolean =>
  rollupCodes(commune, on.slice(0, 4), 'AT_EVENT', on).main.join() === commune;

function organisationsOf(number: number, { department }: Place): string[] {
  const own = Array.from({ length: ORGANISATIONS_OF_ITS_OWN }, (_, i) => siret(number * 100 + i));
  const random = randomFor('organisations of', department);
  const base = 900_000_000 + random.between(0, 900_000) * 100;
  return [...own, ...Array.from({ length: ORGANISATIONS_SHARED }, (_, i) => siret(base + i))];
}

const siret = (number: number): string => `SIRET-${String(number).padStart(14, '0')}`;
