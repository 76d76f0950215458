import { openDatabase, type Database } from '../../../packages/platform/database/database.ts';
import { compareFigures, type CompareReport } from '../../../packages/figures/replication/compare/compare.ts';
import type { Upstream } from '../../../packages/platform/peers/upstream.ts';
import { publishSlices, type Publisher } from '../../../packages/figures/replication/publish/publish-slices.ts';
import { aGateway, type ToyGateway } from '../../../packages/figures/testing/a-gateway.ts';
import { aToyService } from '../../../packages/figures/testing/a-toy-service.ts';
import { ToyLoan } from '../../../packages/figures/testing/a-toy.ts';
import { TOY_MEASURES } from '../../../packages/figures/testing/toy-measures.ts';
import { newInstallKeyPem, readInstallKey, type InstallKey } from '../../../packages/platform/peers/install-key.ts';
import { meetInstallsThrough } from '../../../packages/platform/peers/meet-installs.ts';
import { thisInstall } from '../../../packages/figures/replication/install/this-install.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import type { CallPeer } from '../../../packages/platform/peers/subgraph.ts';
import { approveInstall, enrolInstall, inviteInstall } from '../enrolment/install.factory.ts';
import { aPartnersService } from './partners.ts';

/** A hub: this service, which keeps its directory, and the toy as the service that receives and passes on figures. */
export interface Level {
  partners: ServiceUnderTest;
  database: Database;
  gateway: ToyGateway;
  key: InstallKey;
  /** Its own installation. */
  install(): Promise<string>;
  /** Invites, enrols and approves; gives the id of the enrolment. */
  enrol(who: { associationId: string } | { hub: string }, install: string, key: InstallKey): Promise<string>;
  /** Sends what it has heard to a hub above, as a hub does every minute. */
  passOn(above: Level): Promise<number>;
  /** What it compares of all that it passes on with a hub above. */
  compareWith(above: Level): Promise<CompareReport>;
  /** What it counts of one association in 2011. */
  mended(association: string): Promise<number>;
  close(): Promise<void>;
}

const TODAY = '2011-12-31';
const MENDED = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact { computersMended { value } } } }`;

/** A hub below another one, or below none. */
export async function aLevel(above?: Level): Promise<Level> {
  const partners = await aPartnersService({ association: null, today: TODAY });
  const callPeer: CallPeer = (_peer, document, variables) => partners.as('service').request(document, variables);
  const key = readInstallKey(newInstallKeyPem());
  const upstream = above && { ...above.gateway.upstreamAs(null), key };
  const toy = await aToyService({ association: null, today: TODAY, callPeer, ...(upstream && { upstream }) });
  const database = await openDatabase({ url: toy.loginUrl, service: 'lending', entities: [ToyLoan] });
  const gateway = await aGateway(toy);
  const { pool } = database;
  const { clock } = toy;
  const meetInstalls = meetInstallsThrough(callPeer);
  const publisherTo = ({ gateway: { upstreamAs } }: Level): Publisher => {
    const hub: Upstream = { ...upstreamAs(null), key };
    return { service: 'lending', association: null, pool, clock, upstream: hub, meetInstalls };
  };
  return {
    partners,
    database,
    gateway,
    key,
    install: async () => (await thisInstall({ pool, clock, association: null, publicKey: key.publicKey })).id,
    enrol: async (who, install, ownKey) => {
      const { code } = await inviteInstall(partners.as('coordinator'), who);
      const association = 'associationId' in who ? who.associationId : null;
      const answer = await enrolInstall(partners.as('instance', { association }), code, { install, key: ownKey });
      await approveInstall(partners.as('coordinator'), answer.install.id);
      return answer.install.id;
    },
    passOn: (hub) => publishSlices(publisherTo(hub)),
    compareWith: (hub) =>
      compareFigures({ ...publisherTo(hub), seat: null, measures: TOY_MEASURES }, { dryRun: false }),
    mended: async (association) => {
      const r = [{ __typename: 'Impact', id: `association=${association}&period=2011` }];
      const { _entities } = await toy
        .as('anonymous')
        .request<{ _entities: { computersMended: { value: number } }[] }>(MENDED, { r });
      return _entities[0]!.computersMended.value;
    },
    close: async () => {
      await database.close();
      await Promise.all([toy.close(), gateway.close(), partners.close()]);
    },
  };
}
