import type pg from 'pg';
import type { Doubt } from '../message/doubt.ts';
import type { ReceiveFiguresInput } from '../message/figures-message.ts';
import type { Slice } from '../../slices/slice.ts';
import type { NewId } from '../../../platform/context/ids.ts';
import type { SubgraphName } from '../../../platform/peers/subgraph.ts';
import { fenceRun } from './fence-run.ts';
import { isSignedBy } from '../../../platform/peers/install-key.ts';
import type { InstallState } from '../../../platform/peers/install-state.ts';
import type { KnownInstall, MeetInstalls } from '../../../platform/peers/meet-installs.ts';
import { messageText, sliceText } from './signed-text.ts';

/** What a hub goes by to believe a message. */
export interface Listening {
  service: SubgraphName;
  /** The association of the sender's token; null for a hub. */
  spokesman: string | null;
  /** The association that runs this instance, which no other speaks for; null at a hub. */
  association: string | null;
  pool: pg.Pool;
  now: Date;
  newId: NewId;
  meetInstalls: MeetInstalls;
}

/** Who sent a message that is believed, and whom each slice of it may come from. */
export interface Believed {
  /** Whether the sender may speak of an association. */
  isAllowed(association: string): boolean;
  /** Whether it may also say how fresh its figures are: a hub may not of one that says so here itself. */
  mayHear(association: string): boolean;
  /** Why a slice is not what the association said; null when it is. */
  doubtSource(slice: Slice): Doubt | null;
  /** The departments that the association of a slice works in. */
  departmentsOf(slice: Slice): ReadonlySet<string>;
}

/** Why nothing of a message is believed. */
export interface SenderDoubt extends Doubt {
  /** What a run that was not heard yet has to sign, to show that it lives. */
  challenge?: string;
}

/** The sender of a message, if it is enrolled, approved, alone and has signed it; else why nothing it says is believed. */
export async function doubtSender(listening: Listening, message: ReceiveFiguresInput): Promise<SenderDoubt | Believed> {
  const { service, spokesman, meetInstalls, pool, now, newId } = listening;
  const { sender, slices, heartbeats, vouched } = message;
  if (!sender) return UNSIGNED;
  const named = [...new Set([sender.install, ...slices.flatMap(({ install }) => install ?? [])])];
  const associations = spokesman === null ? heartbeats.map(({ association }) => association) : [];
  const met = await meetInstalls({ installs: named, associations });
  const known = byId(met);
  const doubt = doubtInstall(known.get(sender.install));
  if (doubt) return doubt;
  const { associationId, publicKey } = known.get(sender.install)!;
  if (associationId !== spokesman || (spokesman !== null && spokesman === listening.association)) return NOT_ITS_OWN;
  if (!isSignedBy(publicKey, messageText(service, sender, message), sender.signature)) return WRONG_SIGNATURE;
  const { install, run, challenge } = sender;
  const fenced = await fenceRun(pool, { install, run, challenge, now, newId });
  if (fenced !== 'LATEST') return fenced === 'OVERTAKEN' ? ANOTHER_RUN : { ...RUN_UNKNOWN, ...fenced };
  const isNews = associationId === null && vouched.some((one) => isNewOf(known.get(one.install), one.state));
  const all = isNews ? byId(await meetInstalls({ installs: named, vouchedBy: sender.install, vouched })) : known;
  const isAllowed = (association: string): boolean =>
    association !== listening.association && (associationId === null || association === associationId);
  const direct = new Set(met.filter(({ state }) => state === 'APPROVED').map((one) => one.associationId));
  const mayHear = (association: string): boolean =>
    isAllowed(association) && (associationId !== null || !direct.has(association));
  const doubtSource = (slice: Slice): Doubt | null => {
    if (!isAllowed(slice.association)) return NOT_ITS_OWN;
    if (slice.install === null) return UNSIGNED;
    if (associationId !== null && slice.install !== sender.install) return UNKNOWN;
    return doubtSigned(service, slice, all.get(slice.install));
  };
  const departmentsOf = (slice: Slice): ReadonlySet<string> => new Set(all.get(slice.install ?? '')?.departments);
  return { isAllowed, mayHear, doubtSource, departmentsOf };
}

/** Whether what a hub says of an installation that it answers for is not known yet. */
const isNewOf = (known: KnownInstall | undefined, state: InstallState): boolean =>
  !known ||
  (known.state !== state && (known.state === 'VOUCHED' || known.state === 'SUPERSEDED') && state !== 'VOUCHED');

const byId = (installs: readonly KnownInstall[]): Map<string, KnownInstall> =>
  new Map(installs.map((one) => [one.install, one]));

function doubtInstall(known: KnownInstall | undefined): Doubt | null {
  if (!known || known.state === 'VOUCHED') return NOT_ENROLLED;
  if (known.state === 'ENROLLED') return NOT_APPROVED;
  if (known.state === 'SUPERSEDED') return SUPERSEDED;
  return known.state === 'REVOKED' ? REVOKED : null;
}

/** What a former installation signed and another hub still holds was true when it was said, and is ordered by its epoch. */
function doubtSigned(service: SubgraphName, slice: Slice, known: KnownInstall | undefined): Doubt | null {
  if (known?.associationId !== slice.association) return UNKNOWN;
  if (known.state === 'REVOKED') return REVOKED;
  if (known.state === 'ENROLLED') return NOT_APPROVED;
  const isSigned = slice.signature !== null && isSignedBy(known.publicKey, sliceText(service, slice), slice.signature);
  return isSigned ? null : WRONG_SIGNATURE;
}

const doubt = (code: string, message: string): Doubt => ({ code, message });
const UNSIGNED = doubt('UNSIGNED', 'It does not say which installation says so; upgrade the instance and enrol it.');
const NOT_ENROLLED = doubt('NOT_ENROLLED', 'This installation is not enrolled here; ask the hub for a code.');
const NOT_APPROVED = doubt('NOT_APPROVED', 'This installation waits for somebody of the hub to approve it.');
const SUPERSEDED = doubt('INSTALL_SUPERSEDED', 'Another installation of this association has come after this one.');
const REVOKED = doubt('INSTALL_REVOKED', 'This installation was revoked; ask the hub for a new code.');
const WRONG_SIGNATURE = doubt('WRONG_SIGNATURE', 'It is not signed by the key of that installation.');
const UNKNOWN = doubt('UNKNOWN_INSTALL', 'This installation does not speak for that association here.');
const NOT_ITS_OWN = doubt('NOT_YOUR_ASSOCIATION', 'The sender may not speak for this association.');
const RUN_UNKNOWN = doubt('RUN_UNKNOWN', 'This run was not heard yet: sign the challenge and send it all again.');
const ANOTHER_RUN = doubt(
  'ANOTHER_RUN_IS_ALIVE',
  'Another copy of this database has spoken since: stop one of the two, then start again the one that is to go on.',
);
