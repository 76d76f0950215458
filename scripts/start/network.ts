import { ISSUER_OFFSET } from '../../gateway/sign-in/env.ts';
import type { StartEnv } from './env.ts';

/** One of the processes that `npm start` runs: its own database, gateway and four services. */
export interface Instance {
  /** Its database is `passerelle_<name>`, its log `<name>.log`. */
  name: string;
  /** How people call it. */
  title: string;
  /** Its port is this far above `PORT`. */
  offset: number;
  /** Who runs it; null at the hub, which gathers figures only. */
  association: { id: string; seat: string } | null;
}

export const HUB: Instance = { name: 'hub', title: 'Hub', offset: 0, association: null };

export const ASSOCIATIONS = [
  instanceOf('defis', 'Défis (Pays de Lorient)', 1, 'COM-56121'),
  instanceOf('exemple-caen', "Association exemple de Caen (données d'exemple)", 2, 'COM-14118'),
  instanceOf('exemple-rouen', "Association exemple de Rouen (données d'exemple)", 3, 'COM-76540'),
];

const HOST = '127.0.0.1';

/** Where everything of one start is. */
export interface Addresses {
  host: string;
  issuerPort: number;
  /** What the issuer's tokens state in `iss`. */
  issuer: string;
  portOf(instance: Instance): number;
  /** Without a path: `http://127.0.0.1:4000`. */
  originOf(instance: Instance): string;
}

export function addressesFrom({ PORT }: Pick<StartEnv, 'PORT'>): Addresses {
  const portOf = ({ offset }: Instance): number => PORT + offset;
  const issuerPort = PORT + ISSUER_OFFSET;
  return {
    host: HOST,
    issuerPort,
    issuer: `http://${HOST}:${issuerPort}`,
    portOf,
    originOf: (instance) => `http://${HOST}:${portOf(instance)}`,
  };
}

/** Every port of a start. */
export const portsOf = (addresses: Addresses): number[] => [
  ...[HUB, ...ASSOCIATIONS].map(addresses.portOf),
  addresses.issuerPort,
];

function instanceOf(id: string, title: string, offset: number, seat: string) {
  return { name: id, title, offset, association: { id, seat } };
}
