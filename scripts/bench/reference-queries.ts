import type { GraphQLClient } from 'graphql-request';
import { learn } from '../e2e/network/ask.ts';
import { DEFIS, HUB, type Network } from '../e2e/network/network.ts';

/** A query of the measurements, and all the variables it is asked with, to be shuffled. */
export interface ReferenceQuery {
  name: string;
  title: string;
  at: typeof HUB;
  role: 'lender' | 'coordinator';
  document: string;
  variables: Record<string, unknown>[];
  /** One SQL statement that reads about the same rows, and its parameters for each of the variables. */
  floor: string;
  parameters: unknown[][];
}

const ONE_COMPUTER = `query OneComputer($id: ID!) { computer(id: $id) {
  id label kind processing custody loans { nodes { id startedOn dueOn returnedOn } }
} }`;
const TWENTY_COMPUTERS = `query TwentyComputers($after: String) { computers(first: 20, after: $after) {
  nodes { id label kind processing custody loans { nodes { id startedOn dueOn returnedOn } } } pageInfo { endCursor hasNextPage }
} }`;
const IMPACT = `query Impact($territory: ID!, $period: Period!) { impact(territory: $territory, period: $period) {
  familiesEquipped { value atLeast atMost status } computersRefurbished { value } supportHours { value } costPerFamily { value }
  completeness { expected reporting } byAssociation { association { name } familiesEquipped { value } }
} }`;

const COMPUTERS = `select c.id, label, kind, processing, custody, coalesce(loans, '[]') as loans
  from inventory.computer c left join lateral (
    select json_agg(json_build_object('id', l.id, 'startedOn', started_on, 'dueOn', due_on, 'returnedOn', returned_on) order by l.id) as loans
    from lending.loan_machine m join lending.loan l on l.id = m.loan_id where m.computer_id = c.id) each on true`;

const SERVICES = ['inventory', 'lending', 'training', 'partners'];
const FIGURES = `select measure, sum(value) as value
  from (${SERVICES.map((service) => `select * from ${service}.rollup`).join(' union all ')}) rollup`;

/** The three reference queries, with variables that are found in the loaded network. */
export async function referenceQueries(network: Network): Promise<ReferenceQuery[]> {
  const pages = await readPages(await network.as('lender', DEFIS));
  const ids = pages.flatMap(({ ids: onPage }) => onPage);
  const territories = [
    'FR',
    'REG-53',
    'REG-25',
    'REG-23',
    'DEP-56',
    'DEP-14',
    'DEP-76',
    'COM-56121',
    'COM-56098',
    'COM-14118',
  ];
  const periods = ['2010', '2011', '2010-Q1', '2010-Q3', '2011-Q2', '2011-Q4', 'ever', '2011-05', '2011-09', '2010-11'];
  return [
    {
      name: 'one',
      title: 'one computer with its loans',
      at: DEFIS,
      role: 'lender',
      document: ONE_COMPUTER,
      variables: ids.map((id) => ({ id })),
      floor: `${COMPUTERS} where c.id = $1`,
      parameters: ids.map((id) => [id]),
    },
    {
      name: 'twenty',
      title: '20 computers with their loans',
      at: DEFIS,
      role: 'lender',
      document: TWENTY_COMPUTERS,
      variables: pages.slice(0, -1).map(({ endCursor }) => ({ after: endCursor })),
      floor: `${COMPUTERS} where c.id > $1 order by c.id limit 20`,
      parameters: pages.slice(0, -1).map(({ ids: onPage }) => [onPage.at(-1)]),
    },
    {
      name: 'impact',
      title: "the coordinator's question",
      at: HUB,
      role: 'coordinator',
      document: IMPACT,
      variables: territories.flatMap((territory) => periods.map((period) => ({ territory, period }))),
      floor: `${FIGURES} where territory = $1 and period = $2 group by measure`,
      parameters: territories.flatMap((territory) => periods.map((period) => [territory, period])),
    },
  ];
}

async function readPages(lender: GraphQLClient): Promise<{ ids: string[]; endCursor: string }[]> {
  const pages: { ids: string[]; endCursor: string }[] = [];
  for (let after: string | null = null; ;) {
    const { computers } = await learn(lender, TWENTY_COMPUTERS, { after });
    pages.push({ ids: computers.nodes.map(({ id }: { id: string }) => id), endCursor: computers.pageInfo.endCursor });
    if (!computers.pageInfo.hasNextPage) return pages;
    after = computers.pageInfo.endCursor as string;
  }
}
