import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';

interface Instalment {
  id: string;
  dueOn: string;
  amount: number;
  receivedOn: string | null;
  receivedAmount: number | null;
}

export interface AgreementAnswer {
  agreement: { id: string; state: string; signedOn: string | null; amount: number; instalments: Instalment[] };
}

const SELECTION = 'agreement { id state signedOn amount instalments { id dueOn amount receivedOn receivedAmount } }';

let proposals = 0;

/** What `proposeAgreement` answers to 1,000 € for 2011 in two instalments, with a new organisation; changed as wished. */
export async function proposeAgreement(
  api: GraphQLClient,
  changes: { organisationId?: string; [field: string]: unknown } = {},
) {
  const organisationId = changes.organisationId ?? (await anOrganisation(api)).id;
  const agreement = {
    title: 'Prêt de machines 2011',
    kind: 'FUNDING',
    startsOn: '2011-01-01',
    endsOn: '2011-12-31',
    amount: 1000,
    instalments: [
      { dueOn: '2011-09-30', amount: 300.5 },
      { dueOn: '2011-03-31', amount: 699.5 },
    ],
    on: '2011-01-10',
    idempotencyKey: `proposal ${proposals++}`,
  };
  return callVerb<AgreementAnswer>(api, 'proposeAgreement', SELECTION, { ...agreement, ...changes, organisationId });
}

/** What `signAgreement` answers. */
export function signAgreement(api: GraphQLClient, agreementId: string, on = '2011-01-20') {
  return callVerb<AgreementAnswer>(api, 'signAgreement', SELECTION, { agreementId, on });
}

/** What `terminateAgreement` answers. */
export function terminateAgreement(api: GraphQLClient, agreementId: string, changes: object = {}) {
  const asked = { agreementId, reason: 'Fin du dispositif', on: '2011-05-31' };
  return callVerb<AgreementAnswer>(api, 'terminateAgreement', SELECTION, { ...asked, ...changes });
}

let receipts = 0;

/** What `receiveInstalment` answers to the planned amount on 1 April 2011; changed as wished. */
export function receiveInstalment(api: GraphQLClient, instalmentId: string, changes: object = {}) {
  const asked = { instalmentId, on: '2011-04-01', idempotencyKey: `receipt ${receipts++}` };
  return callVerb<AgreementAnswer>(api, 'receiveInstalment', SELECTION, { ...asked, ...changes });
}

/** A signed agreement: 1,000 € for 2011, 699.50 € due in March and 300.50 € in September; changed as wished. */
export async function anAgreement(
  api: GraphQLClient,
  changes: Record<string, unknown> = {},
): Promise<AgreementAnswer['agreement']> {
  const { agreement } = await proposeAgreement(api, changes);
  return (await signAgreement(api, agreement.id)).agreement;
}

let amendments = 0;

/** What `amendAgreement` answers on 15 May 2011; what changes is told. */
export function amendAgreement(api: GraphQLClient, agreementId: string, changes: object = {}) {
  const asked = { agreementId, reason: 'Avenant', on: '2011-05-15', idempotencyKey: `amendment ${amendments++}` };
  return callVerb<AgreementAnswer>(api, 'amendAgreement', SELECTION, { ...asked, ...changes });
}

/** What `correctInstalment` answers when 500 € came instead; changed as wished. */
export function correctInstalment(api: GraphQLClient, instalmentId: string, changes: object = {}) {
  const asked = { instalmentId, amount: 500, reason: 'Erreur de saisie', idempotencyKey: `correction ${receipts++}` };
  return callVerb<AgreementAnswer>(api, 'correctInstalment', SELECTION, { ...asked, ...changes });
}

/** What `settleAgreement` answers today when nothing is waived; changed as wished. */
export function settleAgreement(api: GraphQLClient, agreementId: string, changes: object = {}) {
  const asked = { agreementId, idempotencyKey: `settlement ${receipts++}` };
  return callVerb<AgreementAnswer>(api, 'settleAgreement', SELECTION, { ...asked, ...changes });
}
