import { viewerHere, type Here } from './viewer-here.ts';
import { ROLES, type Role, type Viewer } from './viewer.ts';

const DEFIS: Here = { association: 'defis', hub: null };
const CAEN: Here = { association: 'exemple-caen', hub: null };
const BRETAGNE: Here = { association: null, hub: 'bretagne' };
const NORMANDIE: Here = { association: null, hub: 'normandie' };
const INSTANCES = { DEFIS, CAEN, BRETAGNE, NORMANDIE };

const CLAIMS = {
  nothing: {},
  'an association': { association: 'defis' },
  'a hub': { hub: 'bretagne' },
  'an organisation': { organisation: 'RNA-W561000999' },
  'an organisation of an association': { association: 'defis', organisation: 'RNA-W561000999' },
  'an association and a hub': { association: 'defis', hub: 'bretagne' },
};
type Claim = keyof typeof CLAIMS;

const STAFF: [Claim, string[]][] = [
  ['nothing', []],
  ['an association', ['DEFIS']],
  ['a hub', []],
  ['an organisation', []],
  ['an organisation of an association', ['DEFIS']],
  ['an association and a hub', ['DEFIS']],
];

/** At which instances each role counts, by what its token names. */
const MATRIX: Record<Role, [Claim, string[]][]> = {
  technician: STAFF,
  lender: STAFF,
  trainer: STAFF,
  manager: STAFF,
  coordinator: [
    ['nothing', []],
    ['an association', []],
    ['a hub', ['BRETAGNE']],
    ['an organisation', []],
    ['an organisation of an association', []],
    ['an association and a hub', ['BRETAGNE']],
  ],
  partner: [
    ['nothing', []],
    ['an association', []],
    ['a hub', []],
    ['an organisation', []],
    ['an organisation of an association', ['DEFIS']],
    ['an association and a hub', []],
  ],
  instance: [
    ['nothing', []],
    ['an association', ['BRETAGNE', 'NORMANDIE']],
    ['a hub', ['BRETAGNE', 'NORMANDIE']],
    ['an organisation', []],
    ['an organisation of an association', ['BRETAGNE', 'NORMANDIE']],
    ['an association and a hub', ['BRETAGNE', 'NORMANDIE']],
  ],
  service: [
    ['nothing', []],
    ['an association', ['DEFIS']],
    ['a hub', ['BRETAGNE']],
    ['an organisation', []],
    ['an organisation of an association', ['DEFIS']],
    ['an association and a hub', []],
  ],
};

const somebody = (roles: readonly Role[], claims: Partial<Viewer>): Viewer => ({
  subject: 'somebody',
  roles,
  association: null,
  hub: null,
  organisation: null,
  ...claims,
});

describe.each(Object.entries(MATRIX) as [Role, [Claim, string[]][]][])('The role %s of a token', (role, cases) => {
  it.each(cases)('that names %s counts at %j', (claim, expected) => {
    const counts = Object.entries(INSTANCES).filter(
      ([, here]) => viewerHere(somebody([role], CLAIMS[claim]), here).roles.length > 0,
    );
    expect(counts.map(([name]) => name)).toEqual(expected);
  });
});

describe('A viewer', () => {
  it('with several roles has those that count here', () => {
    const both = somebody(['coordinator', 'manager'], { association: 'defis', hub: 'bretagne' });
    expect([DEFIS, BRETAGNE].map((here) => viewerHere(both, here).roles)).toEqual([['manager'], ['coordinator']]);
  });

  it('whose role nobody has placed has none', () => {
    const claims = { association: 'defis', hub: 'bretagne', organisation: 'RNA-W561000999' };
    const treasurer = somebody(['treasurer' as Role], claims);
    expect(Object.values(INSTANCES).flatMap((here) => viewerHere(treasurer, here).roles)).toEqual([]);
  });

  it('speaks for an organisation as its partner only', () => {
    const everybody = somebody(ROLES, { association: 'defis', organisation: 'RNA-W561000999' });
    expect(viewerHere(everybody, DEFIS).organisation).toBe('RNA-W561000999');
    const trainer = { ...everybody, roles: ['trainer' as const] };
    expect([viewerHere(everybody, CAEN), viewerHere(trainer, DEFIS)]).toMatchObject([
      { organisation: null },
      { organisation: null },
    ]);
  });
});
