import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

export const InstallState = {
  INVITED: 'INVITED',
  ENROLLED: 'ENROLLED',
  APPROVED: 'APPROVED',
  VOUCHED: 'VOUCHED',
  SUPERSEDED: 'SUPERSEDED',
  REVOKED: 'REVOKED',
} as const;
export type InstallState = keyof typeof InstallState;
registerEnumType(InstallState, {
  name: 'InstallState',
  description: 'Where an installation stands with a hub.',
  valuesConfig: {
    INVITED: { description: 'A code was given out; nobody has used it yet.' },
    ENROLLED: { description: 'It has used its code, and waits for somebody of the hub to approve it.' },
    APPROVED: { description: 'It speaks for its association, or passes on what other hubs and associations say.' },
    VOUCHED: { description: 'Unknown here but for a hub that answers for it.' },
    SUPERSEDED: { description: 'A later installation of the same association speaks instead.' },
    REVOKED: { description: 'Nothing it says is believed any more.' },
  },
});
