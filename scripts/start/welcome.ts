import { request } from 'graphql-request';
import { askToken } from '../../gateway/sign-in/ask-token.ts';
import { DEVELOPMENT_ROLES, type DevelopmentRole } from '../../gateway/sign-in/development-clients.ts';
import { type Addresses, ASSOCIATIONS, HUB } from './network.ts';

const FIRST_QUERY = `{
  impact(territory: "REG-53", period: "2011") {
    familiesEquipped { value atLeast atMost status }
    computersRefurbished { value }
    supportHours { value }
    costPerFamily { value }
    completeness { expected reporting }
    byAssociation { association { name } familiesEquipped { value } }
  }
}`;

/** Who acts at or for one association; a coordinator acts for the hub. */
const isLocal = (role: DevelopmentRole): boolean => role !== 'coordinator';

/** A partner of Défis in the sample, for the token of one. */
const PARTNER = 'CAF du Pays de Lorient';
const FIND_PARTNER = 'query FindPartner($name: String!) { organisations(search: $name, first: 1) { nodes { id } } }';

/** What `npm start` ends with: addresses, a token per role, a first query. */
export async function welcome(addresses: Addresses): Promise<string> {
  const partner = await findPartner(addresses);
  const tokens = await Promise.all(
    DEVELOPMENT_ROLES.map(async (role) => `${role}${scopeOf(role)}\n${await tokenOf(addresses, role, partner)}`),
  );
  return [
    'Passerelle is running. Each address is a graph for programs, and a sandbox in a browser:',
    [HUB, ...ASSOCIATIONS].map((each) => `  ${addresses.originOf(each)}/graphql  ${each.title}`).join('\n'),
    `A token per role, for 12 hours (header "Authorization: Bearer <token>"); others come from
  npm run token -- --role <role> [--association <id>] [--organisation <id>] --issuer ${addresses.issuer}`,
    tokens.join('\n\n'),
    `A first query, for the hub at ${addresses.originOf(HUB)} (no token needed):`,
    FIRST_QUERY,
    'Ctrl-C stops everything; what was entered stays.',
  ].join('\n\n');
}

async function findPartner(addresses: Addresses): Promise<string | undefined> {
  const { organisations } = await request<{ organisations: { nodes: { id: string }[] } }>(
    `${addresses.originOf(ASSOCIATIONS[0]!)}/graphql`,
    FIND_PARTNER,
    { name: PARTNER },
  );
  return organisations.nodes[0]?.id;
}

const scopeOf = (role: DevelopmentRole): string =>
  role === 'partner' ? ` (${PARTNER}, at Défis)` : isLocal(role) ? ` of ${ASSOCIATIONS[0]!.name}` : ' of the hub';

function tokenOf({ issuer }: Addresses, role: DevelopmentRole, partner: string | undefined): Promise<string> {
  return askToken(issuer, {
    role,
    association: isLocal(role) ? ASSOCIATIONS[0]!.name : undefined,
    organisation: role === 'partner' ? partner : undefined,
  });
}
