import { askHub } from '../message/ask-hub.ts';
import type { Upstream } from '../../../platform/peers/upstream.ts';
import type { InstallState } from '../../../platform/peers/install-state.ts';
import { enrolmentText } from './signed-text.ts';
import { thisInstall, type Installing } from './this-install.ts';

const ENROL = `mutation Enrol($input: EnrolInstallInput!) {
  enrolInstall(input: $input) { install { id state } userErrors { code message messageFr: message(language: FR) } }
}`;

/** What the hub answered to an installation that enrols. */
export interface EnrolledAtHub {
  install: { id: string; state: InstallState } | null;
  userErrors: { code: string; message: string; messageFr: string }[];
}

/** What an installation tells its hub to enrol, signed by its key. */
async function enrolmentInput(installing: Installing, { key }: Pick<Upstream, 'key'>, code: string) {
  const { publicKey } = key;
  const { id: install } = await thisInstall({ ...installing, publicKey });
  return { code, install, publicKey, signature: key.sign(enrolmentText(code, install, publicKey)) };
}

/** Enrols this installation at its hub, with the code that the hub has given out for it. */
export async function enrolAtHub(installing: Installing, upstream: Upstream, code: string): Promise<EnrolledAtHub> {
  const input = await enrolmentInput(installing, upstream, code);
  const { enrolInstall } = await askHub<{ enrolInstall: EnrolledAtHub }>(upstream, ENROL, { input });
  return enrolInstall;
}
