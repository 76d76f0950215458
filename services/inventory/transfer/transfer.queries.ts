import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { File, fileOf } from '../../../packages/platform/documents/file.ts';
import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Computer } from '../computer/computer.entity.ts';
import { computerById } from '../computer/computer.loaders.ts';
import { Donation } from '../donation/donation.entity.ts';
import { ownKey } from './signing-key.ts';
import { messageToSend, Transfer, TransferConnection, TransferDirection, TransferState } from './transfer.entity.ts';
import { TrustedAssociation } from './trusted-association.entity.ts';

@ObjectType({ description: 'One machine of a transfer.' })
export class TransferLine {
  transferId!: string;

  @Field(() => ID, { description: 'The machine: its id is the same at both associations.' })
  computerId!: string;

  @Field(() => String, { description: 'The label it wore when it was offered.' })
  label!: string;
}

const transferById = oneByKey<Transfer>('select * from transfer where id = any($1)', ({ id }) => id);
const linesByTransfer = manyByKey<TransferLine>(
  'select * from transfer_line where transfer_id = any($1) order by computer_id',
  ({ transferId }) => transferId,
);
const transfersByComputer = manyByKey<Transfer & { computerId: string }>(
  `select l.computer_id, t.* from transfer_line l join transfer t on t.id = l.transfer_id
    where l.computer_id = any($1) order by t.id`,
  ({ computerId }) => computerId,
);

@Resolver(() => Transfer)
export class TransferQueries {
  @Query(() => Transfer, { nullable: true, description: 'One transfer; null when there is none under this id.' })
  transfer(@Arg('id', () => ID, { description: '`transfer_…`.' }) id: string, @Ctx() context: ServiceContext) {
    return transferById(context).load(id);
  }

  @Query(() => TransferConnection, { description: 'Transfers, oldest first.' })
  transfers(
    @Arg('direction', () => TransferDirection, { nullable: true, description: 'Only those that go this way.' })
    direction: TransferDirection | null,
    @Arg('state', () => TransferState, { nullable: true, description: 'Only those in this state.' })
    state: TransferState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    const list = `select * from transfer where ($1::text is null or direction = $1) and ($2::text is null or state = $2)`;
    return readPage<Transfer>(context, page, list, [direction, state]);
  }

  @Query(() => String, {
    description:
      'The public key this association signs its transfers with: Ed25519, base64url. Read it out to the other.',
  })
  async transferKey(@Ctx() context: ServiceContext): Promise<string> {
    return (await ownKey(context)).publicKey;
  }

  @Query(() => [TrustedAssociation], { description: 'The associations whose signature is believed here.' })
  trustedAssociations(@Ctx() { sql }: ServiceContext) {
    return sql.rows<TrustedAssociation>('select * from trusted_association order by id');
  }

  @FieldResolver(() => [TransferLine], { description: 'Its machines.' })
  lines(@Root() { id }: Transfer, @Ctx() context: ServiceContext) {
    return linesByTransfer(context).load(id);
  }

  @FieldResolver(() => File, {
    nullable: true,
    description: 'The signed file to send to the other association now; null when there is nothing to say.',
  })
  document(@Root() transfer: Transfer): File | null {
    const message = messageToSend(transfer);
    const step = transfer.state.toLowerCase();
    return message === null ? null : fileOf(`${transfer.id}-${step}.jws`, 'application/jose', message);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Transfer, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}

@Resolver(() => TransferLine)
export class TransferLineQueries {
  @FieldResolver(() => Computer, { nullable: true, description: 'The machine as known here; null before it arrives.' })
  computer(@Root() { computerId }: TransferLine, @Ctx() context: ServiceContext) {
    return computerById(context).load(computerId);
  }
}

@Resolver(() => TrustedAssociation)
export class TrustedAssociationQueries {
  @FieldResolver(() => [HistoryEntry], { description: 'When it was trusted and distrusted, oldest first.' })
  history(@Root() { id }: TrustedAssociation, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}

@Resolver(() => Computer)
export class TransfersOfComputer {
  @FieldResolver(() => [Transfer], { description: 'The transfers it was offered in, oldest first.' })
  transfers(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return transfersByComputer(context).load(id);
  }
}

@Resolver(() => Donation)
export class TransferOfDonation {
  @FieldResolver(() => Transfer, {
    nullable: true,
    description: 'The transfer by which it came from another association; null when the donor gave it here.',
  })
  transfer(@Root() { transferId }: Donation, @Ctx() context: ServiceContext) {
    return transferId ? transferById(context).load(transferId) : null;
  }
}
