import type { Funder, Profile } from '../association/profile.ts';
import { addDays } from '../days.ts';
import type { Desk, Entry } from '../desk/desk.ts';
import type { Ids } from '../structure/enter-organisations.ts';
import { townName } from '../structure/plan-organisations.ts';

const FUNDED = { startsOn: '2011-01-01', endsOn: '2011-12-31', on: '2010-11-22' };
const SIGNED_ON = '2010-12-13';
const PARTNERED = { startsOn: '2010-01-01', endsOn: '2012-12-31', on: '2009-11-23' };
const PARTNERED_ON = '2009-12-14';
/** Three fifths in spring and two in autumn, each funder on its own day. */
const INSTALMENTS = [
  { from: '2011-03-07', fifths: 3 },
  { from: '2011-10-03', fifths: 2 },
];

interface Proposed {
  agreement: { id: string; instalments: { id: string }[] };
}

/** Enters what funders and partners agreed upon, and the instalments received. */
export async function enterAgreements(desk: Desk, profile: Profile, organisations: Ids): Promise<void> {
  await Promise.all([enterFunding(desk, profile, organisations), enterPartnerships(desk, profile, organisations)]);
}

async function enterFunding(desk: Desk, profile: Profile, organisations: Ids): Promise<void> {
  const { funders, families2011 } = profile;
  const families = families2011.reduce((sum, [, count]) => sum + count, 0);
  const proposals = funders.map((funder, index) => ({
    key: funder.name,
    input: {
      ...FUNDED,
      kind: 'FUNDING',
      organisationId: organisations.get(funder.name),
      programmeId: funder.programme,
      title: `Convention 2011 avec ${funder.name}`,
      amount: funder.euros,
      instalments: instalmentsOf(funder, index),
      targets: [{ indicator: 'familiesEquipped', period: '2011', value: families }],
    },
  }));
  const made = await desk.enter<Proposed>('proposeAgreement', proposals);
  await sign(desk, made, SIGNED_ON);
  await desk.enter(
    'receiveInstalment',
    made.flatMap(({ agreement: { instalments } }, at) => receipts(instalments, at)),
  );
}

const instalmentsOf = ({ euros }: Funder, index: number) =>
  INSTALMENTS.map(({ from, fifths }) => ({ dueOn: addDays(from, index * 3), amount: (euros * fifths) / 5 }));

function receipts(instalments: readonly { id: string }[], funder: number): Entry[] {
  return instalments.map(({ id: instalmentId }, index) => ({
    key: `${funder} ${index}`,
    input: { instalmentId, on: addDays(INSTALMENTS[index]!.from, funder * 3 + 2) },
  }));
}

async function enterPartnerships(desk: Desk, { partners, towns }: Profile, organisations: Ids): Promise<void> {
  const withTowns = towns.map((code) => ({ name: townName(code), title: `Convention avec la ${townName(code)}` }));
  const proposals = [...partners, ...withTowns].map(({ name, title }) => ({
    key: `partnership ${name}`,
    input: { ...PARTNERED, kind: 'PARTNERSHIP', organisationId: organisations.get(name), title },
  }));
  await sign(desk, await desk.enter<Proposed>('proposeAgreement', proposals), PARTNERED_ON);
}

async function sign(desk: Desk, made: readonly Proposed[], on: string): Promise<void> {
  const entries = made.map(({ agreement: { id: agreementId } }) => ({ key: agreementId, input: { agreementId, on } }));
  await desk.enter('signAgreement', entries);
}
