import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ORGANISATION_ID, SLUG } from '../../../packages/platform/references/id-forms.ts';
import { isSignedBy, saidIn } from './signing-key.ts';
import { notTrusted } from './transfer.rules.ts';
import { TrustedAssociation } from './trusted-association.entity.ts';

const day = z.iso.date();
const text = z.string().min(1).max(200);
const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`));

const storage = z.strictObject({
  id: idOf('storage'),
  kind: z.enum(['HDD', 'SSD', 'NVME', 'EMMC', 'OTHER']),
  serial: text.nullable(),
  capacityGb: z.int().positive().nullable(),
  declaredOn: day,
  erasedOn: day.nullable(),
  isDestructionDue: z.boolean(),
  goneOn: day.nullable(),
  fate: z.enum(['DESTROYED', 'REMOVED']).nullable(),
});

const erasure = z.strictObject({
  id: idOf('erasure'),
  storageId: idOf('storage'),
  method: z.enum(['CLEAR', 'PURGE', 'DESTROY']),
  standard: text,
  tool: text,
  isSuccess: z.boolean(),
  storageSerial: text.nullable(),
  certificateDigest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  performedOn: day,
});

const computer = z
  .strictObject({
    id: idOf('computer'),
    label: text,
    serial: text.nullable(),
    assetTag: text.nullable(),
    kind: z.enum(['LAPTOP', 'DESKTOP', 'ALL_IN_ONE', 'TABLET', 'OTHER']),
    brand: text.nullable(),
    model: text.nullable(),
    processing: z.enum(['COLLECTED', 'TRIAGED', 'ERASED', 'REFURBISHING', 'READY']),
    grade: z.enum(['A', 'B', 'C']).nullable(),
    erasedOn: day.nullable(),
    donorId: z.string().regex(ORGANISATION_ID),
    programmeId: z.string().regex(SLUG).nullable(),
    milestones: z.array(z.strictObject({ kind: z.enum(['COLLECTED', 'TRIAGED', 'READY']), reachedOn: day })),
    storages: z.array(storage),
    erasures: z.array(erasure),
  })
  .refine(isCoherent);

/** Public facts of an organisation. */
const donor = z.strictObject({
  id: z.string().regex(ORGANISATION_ID),
  name: text,
  kind: z.string().regex(/^[A-Z_]{1,40}$/),
  siret: text.nullable(),
  rna: text.nullable(),
  commune: text,
});

/** What our own tables would refuse, after the other side has let the machine go. */
function isCoherent({ processing, erasedOn, grade, storages, erasures }: Dossier): boolean {
  const own = new Set(storages.map(({ id }) => id));
  const isErased = processing === 'COLLECTED' || processing === 'TRIAGED' || erasedOn !== null;
  const isGraded = processing !== 'READY' || grade !== null;
  return isErased && isGraded && erasures.every(({ storageId }) => own.has(storageId));
}

interface Dossier {
  processing: string;
  erasedOn: string | null;
  grade: string | null;
  storages: { id: string }[];
  erasures: { id: string; storageId: string }[];
}

function areDistinct(computers: readonly (Dossier & { id: string })[]): boolean {
  const ids = computers.flatMap(({ id, storages, erasures }) => [
    id,
    ...[...storages, ...erasures].map((one) => one.id),
  ]);
  return new Set(ids).size === ids.length;
}

const between = { transferId: idOf('transfer'), from: z.string().regex(SLUG), to: z.string().regex(SLUG), on: day };
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const MESSAGES = {
  OFFER: z.strictObject({
    kind: z.literal('OFFER'),
    ...between,
    computers: z.array(computer).min(1).max(500).refine(areDistinct),
    // Older offers told the ids of donors alone.
    donors: z.array(donor).max(500).optional(),
  }),
  ANSWER: z.strictObject({
    kind: z.literal('ANSWER'),
    ...between,
    offerDigest: digest,
    answer: z.enum(['ACCEPTED', 'DECLINED']),
  }),
  DECISION: z.strictObject({
    kind: z.literal('DECISION'),
    ...between,
    offerDigest: digest,
    decision: z.enum(['RELEASED', 'WITHDRAWN']),
  }),
};

/** What one side says to the other; `OFFER` from the giver, `ANSWER` from the receiver, `DECISION` from the giver. */
type Messages = { [Kind in keyof typeof MESSAGES]: z.output<(typeof MESSAGES)[Kind]> };
export type Offer = Messages['OFFER'];
export type Answer = Messages['ANSWER'];
export type Decision = Messages['DECISION'];
export type ComputerOffered = Offer['computers'][number];

/** By which an answer or a decision names the very offer it is about. */
export const digestOf = (signed: string): string => createHash('sha256').update(signed).digest('hex');

/**
 * What a signed document says to this association. Refuses `DOCUMENT_UNREADABLE`, `WRONG_DOCUMENT`, `NOT_FOR_US`,
 * `ASSOCIATION_NOT_TRUSTED` and `SIGNATURE_INVALID`.
 */
export async function readMessage<Kind extends keyof Messages>(
  { association }: Pick<ServiceContext, 'association'>,
  em: EntityManager,
  kind: Kind,
  signed: string,
): Promise<Messages[Kind]> {
  const said = saidIn(signed);
  const { data, error } = z.discriminatedUnion('kind', Object.values(MESSAGES) as never).safeParse(said) as {
    data?: Messages[keyof Messages];
    error?: z.ZodError;
  };
  if (error || !data) throw unreadable();
  if (data.kind !== kind) throw wrongDocument();
  if (data.to !== association) throw notForUs(data.to);
  const trusted = await em.findOne(TrustedAssociation, { id: data.from });
  if (!trusted) throw notTrusted('document', data.from);
  if (!(await isSignedBy(trusted.publicKey, signed))) throw notSigned(data.from);
  return data as Messages[Kind];
}

const refusal = (code: string, en: string, fr: string): Refusal => new Refusal(code, 'document', { en, fr });

const unreadable = (): Refusal =>
  refusal(
    'DOCUMENT_UNREADABLE',
    'This is no transfer document, or a damaged one; ask the other association to send the file again.',
    "Ce n'est pas un document de transfert, ou il est abîmé ; demandez à l'autre association de renvoyer le fichier.",
  );
const wrongDocument = (): Refusal =>
  refusal(
    'WRONG_DOCUMENT',
    'This document belongs to another step: an offer is accepted or declined, an answer confirmed, a decision concluded.',
    "Ce document relève d'une autre étape : une offre s'accepte ou se refuse, une réponse se confirme, une décision se conclut.",
  );
const notForUs = (to: string): Refusal =>
  refusal(
    'NOT_FOR_US',
    `This document is for ${to}; hand it to them.`,
    `Ce document est destiné à ${to} ; remettez-le-lui.`,
  );
const notSigned = (from: string): Refusal =>
  refusal(
    'SIGNATURE_INVALID',
    `${from} did not sign this with the key that is trusted here; ask for the file again, and compare the keys by telephone.`,
    `${from} n'a pas signé ce document avec la clé reconnue ici ; redemandez le fichier et comparez les clés par téléphone.`,
  );
