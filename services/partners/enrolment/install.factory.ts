import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { newInstallKeyPem, readInstallKey } from '../../../packages/platform/peers/install-key.ts';
import { enrolmentText } from '../../../packages/figures/replication/install/signed-text.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

interface Made {
  install: { id: string; state: string };
}

const INSTALL = 'install { id state associationId hub install publicKey reason vouchedBy }';

/** An installation that nobody has heard of. */
export const aNewInstall = () => ({ install: newTypeId('install'), key: readInstallKey(newInstallKeyPem()) });
export type NewInstall = ReturnType<typeof aNewInstall>;

/** What `inviteInstall` answers. */
export const inviteInstall = (api: GraphQLClient, input: object) =>
  callVerb<Made & { code: string }>(api, 'inviteInstall', `code ${INSTALL}`, input);

/** What `enrolInstall` answers to an installation with a code, changed as wished. */
export function enrolInstall(api: GraphQLClient, code: string, { install, key }: NewInstall, changes: object = {}) {
  const signature = key.sign(enrolmentText(code, install, key.publicKey));
  const input = { code, install, publicKey: key.publicKey, signature, ...changes };
  return callVerb<Made>(api, 'enrolInstall', INSTALL, input);
}

/** What `approveInstall` answers. */
export const approveInstall = (api: GraphQLClient, installId: string) =>
  callVerb<Made>(api, 'approveInstall', INSTALL, { installId });

/** What `revokeInstall` answers. */
export const revokeInstall = (api: GraphQLClient, installId: string, reason = 'A server was stolen.') =>
  callVerb<Made>(api, 'revokeInstall', INSTALL, { installId, reason });
