import type { DevelopmentRole } from '../../../gateway/sign-in/development-clients.ts';
import { DEFIS, HUB } from './network.ts';

/** Something that is read, and whose answer depends on nothing but what was entered. */
export interface Question {
  title: string;
  at: typeof HUB;
  /** Who asks; null for anybody. */
  role: DevelopmentRole | null;
  document: string;
}

const FIGURE = '{ value atLeast atMost status reason unit }';

const FIRST_QUERY = (territory: string): string => `{ impact(territory: "${territory}", period: "2011") {
  familiesEquipped ${FIGURE} computersRefurbished ${FIGURE} supportHours ${FIGURE} costPerFamily ${FIGURE} standardCost ${FIGURE}
  structuresStrengthened ${FIGURE} funding ${FIGURE} peopleTrained ${FIGURE} reuseMonths ${FIGURE} renewalRate ${FIGURE}
  completeness { expected reporting }
  byAssociation { association { name seat { name } } familiesEquipped ${FIGURE} costPerFamily ${FIGURE} }
} }`;

/** Asked in both ways of running, and through another router: the answers must be equal. */
export const QUESTIONS: Question[] = [
  ...['REG-53', 'FR', 'REG-25', 'DEP-56', 'COM-56121'].map((territory) => ({
    title: `what was achieved in ${territory} in 2011`,
    at: HUB,
    role: null,
    document: FIRST_QUERY(territory),
  })),
  {
    title: 'a year by commune',
    at: HUB,
    role: null,
    document: `{ impact(territory: "DEP-56", period: "2011") { byTerritory(level: COMMUNE) {
      territory { code name population } familiesEquipped ${FIGURE} costPerFamily ${FIGURE} sessionsHeld ${FIGURE}
    } } }`,
  },
  {
    title: 'a year by month',
    at: HUB,
    role: 'coordinator',
    document: `{ impact(territory: "REG-53", period: "2010") { over(by: MONTH) {
      period computersCollected ${FIGURE} loansStarted ${FIGURE} learnerHours ${FIGURE} funding ${FIGURE}
    } } }`,
  },
  {
    title: "the catalogue and today's regions",
    at: HUB,
    role: null,
    document: `{ measures { name label labelFr unit kind since definition source protects }
      territories(level: REGION, first: 30) { nodes { code name children(level: DEPARTMENT) { code name } } } }`,
  },
  {
    title: 'computers with their donors and borrowers',
    at: DEFIS,
    role: 'manager',
    document: `{ computers(first: 50) { nodes {
      label kind processing custody donation { donor { name commune { name } } programme { name } }
      loans { nodes { startedOn returnedOn household { commune { name } people { familyName } } organisation { name } terms { number } } }
    } pageInfo { hasNextPage } } }`,
  },
  {
    title: 'loans with their machines',
    at: DEFIS,
    role: 'lender',
    document: `{ loans(first: 50, state: RETURNED) { nodes {
      commune { name parent { name } } machines { fromOn toOn computer { label donation { offeredOn donor { name } } } }
      household { size people { givenName familyName } } programme { name } history { verb happenedOn }
    } } }`,
  },
  {
    title: 'sessions with who came',
    at: DEFIS,
    role: 'trainer',
    document: `{ sessions(first: 50, from: "2010-01-01", to: "2011-12-31") { nodes {
      heldOn kind mode place { name commune { name } } organisation { name } programme { name }
      attendances(first: 3) { nodes { status minutes person { familyName hoursAttended visas { nodes { state amount } } } } }
    } } }`,
  },
  {
    title: 'organisations with all that binds them',
    at: DEFIS,
    role: 'manager',
    document: `{ organisations(first: 40) { nodes {
      name kind roles commune { name } agreements(first: 1) { nodes { title amount instalments { amount receivedOn } } }
      donations(first: 3) { nodes { offeredOn announcedMachines } } loans(first: 3) { nodes { startedOn } }
      sessions(first: 3) { nodes { heldOn } } deliveries { nodes { title on } }
    } } }`,
  },
];
