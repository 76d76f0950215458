import type { GraphQLClient } from 'graphql-request';
import { systemClock, today } from '../../packages/calendar/clock.ts';
import type { InstallState } from '../../packages/platform/peers/install-state.ts';
import { notFound, type Refusal } from '../../packages/platform/refusals/refusal.ts';
import { whyNoMember } from '../../services/partners/association/association.rules.ts';
import { notRegistered, whyNotApprovable, whyNotRevocable } from '../../services/partners/enrolment/install.rules.ts';
import type { Words } from './words.ts';

/** An installation as the hub knows it. */
export interface KnownInstall {
  id: string;
  associationId: string | null;
  hub: string | null;
  state: InstallState;
  install: string | null;
}

/** What an enrolment command says, and whether it was done. */
export interface Told {
  lines: string[];
  isDone: boolean;
}

export interface Enrolling {
  dryRun: boolean;
  language: 'EN' | 'FR';
  words: Words;
}

interface Answered {
  userErrors: { code: string; message: string }[];
}

const INSTALL = 'id associationId hub state install';
const ERRORS = 'userErrors { code message(language: $language) }';

/** Every installation that a hub knows, former ones too. */
export async function listInstalls(api: GraphQLClient): Promise<KnownInstall[]> {
  const document = `query Installs($after: String) { installs(first: 100, after: $after) {
    nodes { ${INSTALL} } pageInfo { hasNextPage endCursor } } }`;
  const all: KnownInstall[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { installs }: Page = await api.request<Page>(document, { after });
    all.push(...installs.nodes);
    ({ hasNextPage: more, endCursor: after } = installs.pageInfo);
  }
  return all;
}

interface Page {
  installs: { nodes: KnownInstall[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

/** Enrols an instance at its hub, by the code it was given. */
export async function enrol(api: GraphQLClient, code: string, { dryRun, language, words }: Enrolling): Promise<Told> {
  const { enrolHere: done } = await api.request<{ enrolHere: Answered & Record<string, string | null> }>(
    `mutation Enrol($input: EnrolHereInput!, $language: Language!) {
      enrolHere(input: $input) { install hub enrolment state ${ERRORS} } }`,
    { input: { code, dryRun }, language },
  );
  const { install, hub, enrolment, state } = done;
  const next = state === 'ENROLLED' ? `\n${words.askToApprove} ${enrolment}` : '';
  return said(done, words, `${install} → ${hub}: ${dryRun ? words.wouldEnrol : `${enrolment}, ${state}${next}`}`);
}

/** Gives out a code, for an association or for another hub. */
export async function invite(
  api: GraphQLClient,
  who: { associationId?: string; hub?: string },
  enrolling: Enrolling,
): Promise<Told> {
  const { dryRun, language, words } = enrolling;
  const name = who.associationId ?? who.hub!;
  if (dryRun) return foreseeInvitation(api, who, name, enrolling);
  const { inviteInstall: done } = await api.request<{ inviteInstall: Answered & { code: string } }>(
    `mutation Invite($input: InviteInstallInput!, $language: Language!) { inviteInstall(input: $input) { code ${ERRORS} } }`,
    { input: who, language },
  );
  return said(done, words, `${words.codeFor} ${name}: ${done.code}`);
}

async function foreseeInvitation(
  api: GraphQLClient,
  { associationId }: { associationId?: string },
  name: string,
  enrolling: Enrolling,
): Promise<Told> {
  const refusal = associationId ? await whyNotInvited(api, associationId) : null;
  if (refusal) return refusedBy(refusal, enrolling);
  return { isDone: true, lines: [`${enrolling.words.wouldInvite} ${name}`] };
}

async function whyNotInvited(api: GraphQLClient, id: string): Promise<Refusal | null> {
  const document = 'query Known($id: ID!) { association(id: $id) { memberUntil } }';
  const { association } = await api.request<{ association: { memberUntil: string | null } | null }>(document, { id });
  return association ? whyNoMember(association, today(systemClock)) : notRegistered(id);
}

/** Approves an enrolment, or revokes it with a reason. */
export async function decide(
  api: GraphQLClient,
  { verb, id, reason }: { verb: 'approve' | 'revoke'; id: string; reason?: string | undefined },
  enrolling: Enrolling,
): Promise<Told> {
  const { dryRun, language, words } = enrolling;
  if (dryRun) return foresee(await listInstalls(api), verb, id, enrolling);
  const name = `${verb}Install`;
  const type = `${verb === 'approve' ? 'Approve' : 'Revoke'}InstallInput`;
  const { done } = await api.request<{ done: Answered & { install: KnownInstall | null } }>(
    `mutation Decide($input: ${type}!, $language: Language!) { done: ${name}(input: $input) { install { ${INSTALL} } ${ERRORS} } }`,
    { input: { installId: id, ...(verb === 'revoke' && { reason }) }, language },
  );
  return said(done, words, done.install ? lineOf(done.install) : '');
}

/** What the hub would do, going by what it says of its installations. */
function foresee(
  installs: readonly KnownInstall[],
  verb: 'approve' | 'revoke',
  id: string,
  enrolling: Enrolling,
): Told {
  const { words } = enrolling;
  const one = installs.find((each) => each.id === id);
  if (!one) return refusedBy(notFound('installId', id), enrolling);
  const refusal = verb === 'revoke' ? whyNotRevocable(one) : one.state === 'APPROVED' ? null : whyNotApprovable(one);
  if (refusal) return refusedBy(refusal, enrolling);
  const followsOn = (other: KnownInstall): boolean =>
    other.id !== id && other.associationId === one.associationId && other.hub === one.hub && other.state === 'APPROVED';
  const former = verb === 'approve' && one.state === 'ENROLLED' ? installs.filter(followsOn) : [];
  return {
    isDone: true,
    lines: [
      `${verb === 'approve' ? words.wouldApprove : words.wouldRevoke} ${lineOf(one)}`,
      ...former.map((other) => `${words.wouldSupersede} ${lineOf(other)}`),
    ],
  };
}

const lineOf = ({ id, associationId, hub, state, install }: KnownInstall): string =>
  `${id}: ${associationId ?? hub ?? '-'}, ${state}, ${install ?? '-'}`;

const refusedBy = ({ code, sentence }: Refusal, { language, words }: Enrolling): Told => ({
  isDone: false,
  lines: [`${words.isRefused}, ${code}. ${language === 'FR' ? sentence.fr : sentence.en}`],
});

function said({ userErrors }: Answered, words: Words, line: string): Told {
  const refused = userErrors.map(({ code, message }) => `${words.isRefused}, ${code}. ${message}`);
  return refused.length > 0 ? { isDone: false, lines: refused } : { isDone: true, lines: [line] };
}
