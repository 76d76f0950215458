import { createPrivateKey } from 'node:crypto';
import { Client } from 'pg';
import { donationEnd } from '../certificate/certificate.factory.ts';
import { aComputer, findComputer, LOAN } from '../computer/computer.factory.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, refusedWith } from '../inventory.factory.ts';
import { SPLIT_BATCHES } from '../../../packages/platform/testing/batches.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import type { Offer } from './message.ts';
import { saidIn, sign } from './signing-key.ts';
import { aSide, messageOf, TRANSFER, twoAssociations, type Side } from './transfer.factory.ts';

const MARCH = '2011-03-01';
const STORAGES = 'query ($id: ID!) { computer(id: $id) { storages { id } } }';

/** What a side would have signed, had it said something else. */
async function signedAgain({ databaseUrl }: Side, signed: string, other: object): Promise<string> {
  const client = new Client({ connectionString: databaseUrl, options: '-c search_path=inventory' });
  await client.connect();
  const { rows } = await client.query<{ private_key: string }>('select private_key from signing_key');
  await client.end();
  const key = { publicKey: '', privateKey: createPrivateKey(rows[0]!.private_key) };
  return sign({ ...(saidIn(signed) as object), ...other }, key);
}

describe('A transfer between two associations', () => {
  let giver: Side;
  let receiver: Side;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ giver, receiver, close } = await twoAssociations());
  }, 120_000);
  afterAll(() => close());

  const offered = async (standing: Parameters<typeof aComputer>[1] = 'READY') => {
    const computer = await aComputer(giver, standing);
    const { transfer } = await giver.offerTransfer([computer.id], { on: MARCH });
    return { computer, transfer, offer: messageOf(transfer) };
  };
  const accepted = async () => {
    const made = await offered();
    const { transfer } = await receiver.acceptTransfer(made.offer);
    return { ...made, answer: messageOf(transfer) };
  };
  const released = async () => {
    const made = await accepted();
    const { transfer } = await giver.confirmTransfer(made.answer);
    return { ...made, decision: messageOf(transfer) };
  };
  const custody = async (side: Side, id: string) => (await findComputer(side, id))?.custody ?? null;

  it('takes machines from one stock to the other by three signed files', async () => {
    const { computer, transfer, offer } = await offered();
    expect(transfer).toMatchObject({
      direction: 'OUTGOING',
      state: 'OFFERED',
      association: 'ordi-56',
      offeredOn: MARCH,
    });
    expect(transfer.document).toMatchObject({ name: `${transfer.id}-offered.jws`, mediaType: 'application/jose' });
    expect(await custody(giver, computer.id)).toBe('IN_TRANSFER');

    const { transfer: taken } = await receiver.acceptTransfer(offer, { on: '2011-03-02' });
    expect(taken).toMatchObject({
      id: transfer.id,
      direction: 'INCOMING',
      state: 'ACCEPTED',
      answeredOn: '2011-03-02',
    });
    expect([await custody(giver, computer.id), await custody(receiver, computer.id)]).toEqual(['IN_TRANSFER', null]);

    const { transfer: given } = await giver.confirmTransfer(messageOf(taken), { on: '2011-03-03' });
    expect(given).toMatchObject({ state: 'RELEASED', answeredOn: '2011-03-02', decidedOn: '2011-03-03' });
    expect([await custody(giver, computer.id), await custody(receiver, computer.id)]).toEqual(['TRANSFERRED', null]);

    const { transfer: received } = await receiver.concludeTransfer(messageOf(given), { on: '2011-03-04' });
    expect(received).toMatchObject({ state: 'RECEIVED', lines: [{ label: computer.label }] });
    expect([await custody(giver, computer.id), await custody(receiver, computer.id)]).toEqual([
      'TRANSFERRED',
      'IN_STOCK',
    ]);
    expect(received.history.map(({ verb }) => verb)).toEqual(['acceptTransfer', 'concludeTransfer']);
  });

  it('brings the proofs, the first days, the donor and the origin, and leaves the people out', async () => {
    const { computer, decision } = await released();
    await receiver.concludeTransfer(decision);
    const query = `query ($id: ID!) { computer(id: $id) { label processing grade collectedOn readyOn
      erasures { method tool succeeded operator } storages { erasedOn }
      donation { state pickedUpOn donor { id } transfer { association } } transfers { state } } }`;
    const { computer: arrived } = await receiver
      .as('manager')
      .request<{ computer: object }>(query, { id: computer.id });
    expect(arrived).toEqual({
      label: computer.label,
      processing: 'READY',
      grade: 'B',
      collectedOn: '2011-01-05',
      readyOn: '2011-01-12',
      erasures: [{ method: 'CLEAR', tool: 'nwipe 0.25', succeeded: true, operator: 'defis' }],
      storages: [{ erasedOn: '2011-01-11' }],
      donation: {
        state: 'INVENTORIED',
        pickedUpOn: '2011-06-15',
        donor: { id: 'SIRET-77562000200017' },
        transfer: { association: 'defis' },
      },
      transfers: [{ state: 'RECEIVED' }],
    });
    const lent = await receiver.takeOut({ computerId: computer.id, loanId: LOAN, on: '2011-06-15' });
    expect(lent.userErrors).toEqual([]);
  });

  it('leaves a programme behind that only the giver knows, and waits while nobody can say', async () => {
    const programmesOf = async (programmeId: string, prepare: () => void, after = () => {}) => {
      const donation = await aDonation(giver, 'PICKED_UP', { programmeId });
      const computer = await aComputer(giver, 'READY', donation.id);
      const { transfer } = await giver.offerTransfer([computer.id], { on: MARCH });
      const answer = messageOf((await receiver.acceptTransfer(messageOf(transfer))).transfer);
      const decision = messageOf((await giver.confirmTransfer(answer)).transfer);
      prepare();
      const first = await receiver.concludeTransfer(decision);
      after();
      const codes = first.userErrors.map(({ code }) => code);
      if (codes.length > 0) await receiver.concludeTransfer(decision);
      const query = 'query ($id: ID!) { computer(id: $id) { donation { programme { id } } } }';
      const { computer: arrived } = await receiver.as('manager').request(query, { id: computer.id });
      return { codes, programme: arrived.donation.programme };
    };
    expect(await programmesOf('of-both', () => {})).toEqual({ codes: [], programme: { id: 'of-both' } });
    const unknown = () => receiver.names.refuse('of-the-giver', 'NOT_FOUND');
    expect(await programmesOf('of-the-giver', unknown)).toEqual({ codes: [], programme: null });
    const away = () => void (receiver.names.away = 'partners');
    const back = () => void (receiver.names.away = null);
    expect(await programmesOf('of-all', away, back)).toEqual({
      codes: ['PARTNERS_UNREACHABLE'],
      programme: { id: 'of-all' },
    });
  });

  it('is certified to the donor by the association that gave the machines up', async () => {
    const { computer } = await released();
    const { computer: found } = await giver
      .as('manager')
      .request<{ computer: { donation: { id: string } } }>(
        'query ($id: ID!) { computer(id: $id) { donation { id } } }',
        {
          id: computer.id,
        },
      );
    const { certificate } = await donationEnd(giver).issue({ donationId: found.donation.id });
    expect(certificate.lines).toMatchObject([{ outcome: 'TRANSFERRED', transferredTo: 'ordi-56', on: '2011-06-15' }]);
  });

  it('frees the machines when it is declined', async () => {
    const { computer, offer } = await offered();
    const { transfer } = await receiver.declineTransfer(offer);
    expect(transfer.state).toBe('DECLINED');
    const { transfer: known } = await giver.confirmTransfer(messageOf(transfer));
    expect(known).toMatchObject({ state: 'DECLINED', document: null });
    expect(await custody(giver, computer.id)).toBe('IN_STOCK');
    expect(await giver.withdrawTransfer(known.id)).toEqual(refusedWith('ALREADY_DECLINED', 'transferId'));
  });

  it('is withdrawn by the giver alone, and a yes that comes later is refused to both with what to do', async () => {
    const { computer, transfer, answer } = await accepted();
    const { transfer: withdrawn } = await giver.withdrawTransfer(transfer.id);
    expect(await custody(giver, computer.id)).toBe('IN_STOCK');
    const late = await giver.confirmTransfer(answer);
    expect(late).toEqual(refusedWith('TRANSFER_WITHDRAWN', 'document'));
    expect(late.userErrors[0]?.message).toMatch(/the machines are yours.*Send ordi-56 the withdrawal/);
    const { transfer: closed } = await receiver.concludeTransfer(messageOf(withdrawn));
    expect(closed.state).toBe('WITHDRAWN');
    expect(await custody(receiver, computer.id)).toBeNull();
    expect(await giver.withdrawTransfer(transfer.id)).toEqual(refusedWith('ALREADY_WITHDRAWN', 'transferId'));
  });

  it('changes nothing when a file is entered twice', async () => {
    const { computer, offer, answer, decision } = await released();
    await receiver.concludeTransfer(decision);
    expect((await receiver.acceptTransfer(offer)).transfer.state).toBe('RECEIVED');
    expect((await giver.confirmTransfer(answer)).transfer.state).toBe('RELEASED');
    expect((await receiver.concludeTransfer(decision)).transfer.state).toBe('RECEIVED');
    const { history } = await findComputer(receiver, computer.id);
    expect(history.map(({ verb }) => verb)).toEqual(['concludeTransfer']);
  });

  describe('that comes back', () => {
    /** The three files, from one side to the other. */
    const move = async (from: Side, to: Side, toAssociation: string, id: string, label?: string) => {
      const { transfer: gone } = await from.offerTransfer([id], { toAssociation });
      const { transfer: taken } = await to.acceptTransfer(messageOf(gone));
      const { transfer: given } = await from.confirmTransfer(messageOf(taken));
      const labels = label ? [{ computerId: id, label }] : [];
      expect((await to.concludeTransfer(messageOf(given), { labels })).userErrors).toEqual([]);
    };
    const labelsOf = async (side: Side, value: string) => {
      const query = `query ($value: String!) { computersByAlias(value: $value) { nodes { id label } } }`;
      return (await side.as('manager').request<{ computersByAlias: { nodes: object[] } }>(query, { value }))
        .computersByAlias.nodes;
    };

    it('lets the machine take up its life where it began', async () => {
      const { id, label } = await aComputer(giver, 'READY');
      await move(giver, receiver, 'ordi-56', id);
      await move(receiver, giver, 'defis', id);
      expect([await custody(giver, id), await custody(receiver, id)]).toEqual(['IN_STOCK', 'TRANSFERRED']);
      expect(await findComputer(giver, id)).toMatchObject({ label, collectedOn: '2011-01-05' });
    });

    it('lets it wear another label, and then its old one again', async () => {
      const { id, label } = await aComputer(giver, 'READY');
      const other = `${label}-bis`;
      for (const worn of [label, other, label]) {
        await move(giver, receiver, 'ordi-56', id, worn);
        expect(await labelsOf(receiver, label)).toEqual([{ id, label: worn }]);
        await move(receiver, giver, 'defis', id);
      }
      expect(await labelsOf(receiver, other)).toEqual([{ id, label }]);
    });
  });

  it('asks for another label where one is taken', async () => {
    const { computer, decision } = await released();
    const { id: donationId } = (await receiver.offer()).donation;
    await receiver.accept({ donationId, on: '2011-01-04' });
    await receiver.register({ donationId, label: computer.label.toLowerCase(), kind: 'LAPTOP' });
    expect(await receiver.concludeTransfer(decision)).toEqual(refusedWith('LABEL_TAKEN', 'labels'));
    const labels = [{ computerId: computer.id, label: ' D-77 ' }];
    expect((await receiver.concludeTransfer(decision, { labels })).userErrors).toEqual([]);
    const arrived = await receiver
      .as('manager')
      .request('query ($id: ID!) { computer(id: $id) { label assetTag } }', { id: computer.id });
    expect(arrived).toEqual({ computer: { label: 'D-77', assetTag: computer.label } });
  });

  it('answers an offer once', async () => {
    const { offer } = await accepted();
    expect(await receiver.declineTransfer(offer)).toEqual(refusedWith('ALREADY_ANSWERED', 'document'));
    const { offer: other } = await offered();
    const { transfer } = await receiver.declineTransfer(other);
    expect(await receiver.acceptTransfer(other)).toEqual(refusedWith('ALREADY_ANSWERED', 'document'));
    await giver.confirmTransfer(messageOf(transfer));
  });

  it('refuses a decision where nothing waits for it', async () => {
    const { transfer, offer } = await offered();
    const { transfer: withdrawn } = await giver.withdrawTransfer(transfer.id);
    const decision = messageOf(withdrawn);
    expect(await receiver.concludeTransfer(decision)).toEqual(refusedWith('OFFER_UNKNOWN', 'document'));
    await receiver.declineTransfer(offer);
    expect(await receiver.concludeTransfer(decision)).toEqual(refusedWith('ALREADY_DECLINED', 'document'));
  });

  describe('after one side restored an old copy of its database', () => {
    const restore = async (side: Side, sql: string, id: string) => {
      const client = new Client({ connectionString: side.databaseUrl, options: '-c search_path=inventory' });
      await client.connect();
      await client.query(sql, [id]);
      await client.end();
    };
    const forget = (side: Side, transferId: string) =>
      restore(
        side,
        "update transfer set state = 'OFFERED', answer = null, answered_on = null, decision = null, decided_on = null where id = $1",
        transferId,
      );

    it('does not take a machine twice', async () => {
      const { computer, offer: first, transfer } = await offered();
      const firstYes = messageOf((await receiver.acceptTransfer(first)).transfer);
      await giver.withdrawTransfer(transfer.id);
      const second = (await giver.offerTransfer([computer.id])).transfer;
      const secondYes = messageOf((await receiver.acceptTransfer(messageOf(second))).transfer);
      await receiver.concludeTransfer(messageOf((await giver.confirmTransfer(secondYes)).transfer));
      await forget(giver, transfer.id);
      const { transfer: again } = await giver.confirmTransfer(firstYes);
      expect(await receiver.concludeTransfer(messageOf(again))).toEqual(refusedWith('ALREADY_HERE', 'document'));
      await restore(giver, "update computer set custody = 'IN_STOCK' where id = $1", computer.id);
      const third = (await giver.offerTransfer([computer.id])).transfer;
      expect(await receiver.acceptTransfer(messageOf(third))).toEqual(refusedWith('ALREADY_HERE', 'document'));
    });

    it('does not conclude twice, whatever is decided anew', async () => {
      const { transfer, decision } = await released();
      await receiver.concludeTransfer(decision);
      await forget(giver, transfer.id);
      const { transfer: withdrawn } = await giver.withdrawTransfer(transfer.id);
      expect(await receiver.concludeTransfer(messageOf(withdrawn))).toEqual(
        refusedWith('ALREADY_RECEIVED', 'document'),
      );
      const other = await accepted();
      await receiver.concludeTransfer(messageOf((await giver.withdrawTransfer(other.transfer.id)).transfer));
      await forget(giver, other.transfer.id);
      const { transfer: given } = await giver.confirmTransfer(other.answer);
      expect(await receiver.concludeTransfer(messageOf(given))).toEqual(refusedWith('ALREADY_WITHDRAWN', 'document'));
    });

    it('does not take another answer than the first', async () => {
      const forgetIncoming = (id: string) =>
        restore(
          receiver,
          'with gone as (delete from transfer_line where transfer_id = $1) delete from transfer where id = $1',
          id,
        );
      const yes = await released();
      await forgetIncoming(yes.transfer.id);
      const no = messageOf((await receiver.declineTransfer(yes.offer)).transfer);
      expect(await giver.confirmTransfer(no)).toEqual(refusedWith('ALREADY_RELEASED', 'document'));
      const declined = await offered();
      await giver.confirmTransfer(messageOf((await receiver.declineTransfer(declined.offer)).transfer));
      await forgetIncoming(declined.transfer.id);
      const late = messageOf((await receiver.acceptTransfer(declined.offer)).transfer);
      expect(await giver.confirmTransfer(late)).toEqual(refusedWith('ALREADY_DECLINED', 'document'));
    });

    it('does not know an answer to another offer', async () => {
      const { transfer, answer } = await accepted();
      await restore(giver, "update transfer set offer = 'other' where id = $1", transfer.id);
      expect(await giver.confirmTransfer(answer)).toEqual(refusedWith('OFFER_UNKNOWN', 'document'));
    });
  });

  it('has no place at a hub', async () => {
    const hub = await anInventory({ association: null });
    const manager = hub.as('manager');
    const key = { idempotencyKey: 'asked at a hub' };
    const trust = { association: 'defis', publicKey: await giver.publicKey(), ...key };
    const refused = (verb: string, made: string, input: object) =>
      expect(callVerb(manager, verb, made, input)).rejects.toThrow('FORBIDDEN');
    await refused('trustAssociation', 'trustedAssociation { id }', trust);
    const offer = { toAssociation: 'defis', computers: [{ computerId: 'computer_none' }], ...key };
    await refused('offerTransfer', 'transfer { id }', offer);
    for (const verb of ['acceptTransfer', 'declineTransfer'])
      await refused(verb, 'transfer { id }', { document: 'x', ...key });
    await hub.close();
  });

  it('gives machines up once: what is released cannot be withdrawn', async () => {
    const { transfer } = await released();
    expect(await giver.withdrawTransfer(transfer.id)).toEqual(refusedWith('ALREADY_RELEASED', 'transferId'));
    const { transfer: incoming } = await receiver.acceptTransfer((await offered()).offer);
    expect(await receiver.withdrawTransfer(incoming.id)).toEqual(refusedWith('NOT_OURS', 'transferId'));
    expect(await giver.withdrawTransfer('transfer_none')).toEqual(refusedWith('NOT_FOUND', 'transferId'));
  });

  it('refuses files that are damaged, misplaced, forged or for others', async () => {
    const { offer, answer } = await accepted();
    for (const verb of [receiver.acceptTransfer, receiver.declineTransfer, receiver.concludeTransfer])
      expect(await verb('not a document')).toEqual(refusedWith('DOCUMENT_UNREADABLE', 'document'));
    expect(await giver.confirmTransfer('a.b.c')).toEqual(refusedWith('DOCUMENT_UNREADABLE', 'document'));
    expect(await receiver.concludeTransfer(offer)).toEqual(refusedWith('WRONG_DOCUMENT', 'document'));
    expect(await giver.confirmTransfer(offer)).toEqual(refusedWith('WRONG_DOCUMENT', 'document'));
    expect(await receiver.acceptTransfer(answer)).toEqual(refusedWith('WRONG_DOCUMENT', 'document'));
    expect(await giver.acceptTransfer(offer)).toEqual(refusedWith('NOT_FOR_US', 'document'));
    const { offer: other } = await offered();
    const [header, , signature] = offer.split('.');
    const forged = [header, other.split('.')[1], signature].join('.');
    expect(await receiver.acceptTransfer(forged)).toEqual(refusedWith('SIGNATURE_INVALID', 'document'));
  });

  it('refuses an offer that says more than its giver can know, however well it is signed', async () => {
    const { offer } = await offered();
    const { id: donationId } = (await receiver.offer()).donation;
    await receiver.accept({ donationId, on: '2011-01-04' });
    const disk = { kind: 'HDD', serial: 'OUR-DISK' };
    const mine = { donationId, label: 'OURS-1', kind: 'LAPTOP', storages: [disk] };
    const { computer: registered } = await receiver.register(mine);
    const { computer } = await receiver
      .as('manager')
      .request<{ computer: { storages: { id: string }[] } }>(STORAGES, { id: registered.id });
    const [honest] = (saidIn(offer) as Offer).computers;
    const aStorage = { kind: 'HDD', serial: null, capacityGb: null, declaredOn: '2011-01-05', erasedOn: '2011-01-06' };
    const erased = { ...aStorage, isDestructionDue: false, goneOn: null, fate: null };
    const lies: [object, string][] = [
      [{ storages: [...honest!.storages, { ...erased, id: computer.storages[0]!.id }] }, 'ALREADY_HERE'],
      [{ storages: [], erasures: honest!.erasures }, 'DOCUMENT_UNREADABLE'],
      [{ erasedOn: null }, 'DOCUMENT_UNREADABLE'],
      [{ grade: null }, 'DOCUMENT_UNREADABLE'],
      [{ storages: [...honest!.storages, ...honest!.storages] }, 'DOCUMENT_UNREADABLE'],
    ];
    for (const [lie, code] of lies) {
      const document = await signedAgain(giver, offer, { computers: [{ ...honest, ...lie }] });
      expect(await receiver.acceptTransfer(document)).toEqual(refusedWith(code, 'document'));
    }
  });

  it('refuses machines that are not free at the workshop', async () => {
    for (const [standing, code] of [
      ['ANNOUNCED', 'NOT_COLLECTED'],
      ['ON_LOAN', 'ON_LOAN'],
      ['IN_REPAIR', 'IN_REPAIR'],
      ['LOST', 'LOST_OR_STOLEN'],
      ['RECYCLED', 'ALREADY_RECYCLED'],
      ['TO_RECYCLE', 'LEFT_THE_CHAIN'],
    ] as const) {
      const { id } = await aComputer(giver, standing);
      expect(await giver.offerTransfer([id])).toEqual(refusedWith(code, 'computers', '0', 'computerId'));
    }
    const { computer } = await offered();
    const twice = await giver.offerTransfer([computer.id]);
    expect(twice).toEqual(refusedWith('IN_TRANSFER', 'computers', '0', 'computerId'));
    expect(await giver.triage({ computerId: computer.id, outcome: 'RECYCLE' })).toEqual(
      refusedWith('IN_TRANSFER', 'computerId'),
    );
    const none = await giver.offerTransfer(['computer_none']);
    expect(none).toEqual(refusedWith('NOT_FOUND', 'computers', '0', 'computerId'));
    const { computer: gone } = await released();
    expect(await giver.sendToRecycling({ computerId: gone.id })).toEqual(refusedWith('TRANSFERRED', 'computerId'));
    const lent = await giver.takeOut({ computerId: gone.id, loanId: LOAN, on: MARCH });
    expect(lent).toEqual(refusedWith('COMPUTER_GONE', 'computerId'));
  });

  it.each(['COLLECTED', 'TRIAGED'] as const)(
    'lets no data leave: a machine that is %s is erased first',
    async (standing) => {
      const { id } = await aComputer(giver, standing);
      expect(await giver.offerTransfer([id], { on: MARCH })).toEqual(
        refusedWith('NOT_ERASED', 'computers', '0', 'computerId'),
      );
      expect((await findComputer(giver, id)).custody).toBe('IN_STOCK');
      if (standing === 'COLLECTED') await giver.triage({ computerId: id, outcome: 'REFURBISH', on: MARCH });
      await giver.erase({ computerId: id, noStorage: true, on: MARCH });
      expect((await giver.offerTransfer([id], { on: MARCH })).userErrors).toEqual([]);
    },
  );

  it('lets no data in: what an offer does not prove erased is declined, with the reason', async () => {
    const { computer, offer } = await offered();
    const [honest] = (saidIn(offer) as Offer).computers;
    const storages = honest!.storages.map((storage) => ({ ...storage, erasedOn: null }));
    const lies = [{ processing: 'TRIAGED', grade: null, erasedOn: null, storages, erasures: [] }, { storages }];
    for (const lie of lies) {
      const document = await signedAgain(giver, offer, { computers: [{ ...honest, ...lie }] });
      const refused = await receiver.acceptTransfer(document);
      expect(refused).toEqual(refusedWith('NOT_ERASED', 'document'));
      expect(refused.userErrors[0]!.message).toContain(computer.label);
    }
    const unproved = await signedAgain(giver, offer, { computers: [{ ...honest, ...lies[0] }] });
    expect((await receiver.declineTransfer(unproved)).userErrors).toEqual([]);
  });

  it('refuses days out of order and to come, on either side', async () => {
    const { id } = await aComputer(giver, 'READY');
    expect(await giver.offerTransfer([id], { on: '2011-01-11' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    const { transfer } = await giver.offerTransfer([id], { on: MARCH });
    const offer = messageOf(transfer);
    const early = { on: '2011-02-28' };
    const toCome = { on: '2011-06-16' };
    expect(await receiver.acceptTransfer(offer, early)).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await receiver.declineTransfer(offer, toCome)).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await giver.withdrawTransfer(transfer.id, early)).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await giver.withdrawTransfer(transfer.id, toCome)).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    const answer = messageOf((await receiver.acceptTransfer(offer, { on: MARCH })).transfer);
    expect(await giver.confirmTransfer(answer, early)).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await giver.confirmTransfer(answer, toCome)).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    const decision = messageOf((await giver.confirmTransfer(answer, { on: '2011-03-02' })).transfer);
    expect(await receiver.concludeTransfer(decision, { on: MARCH })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await receiver.concludeTransfer(decision, toCome)).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('trusts one key of an association at a time, which a manager checked', async () => {
    const third = await aSide('third');
    const { id } = await aComputer(third, 'READY');
    const untold = await third.offerTransfer([id]);
    expect(untold).toEqual(refusedWith('ASSOCIATION_NOT_TRUSTED', 'toAssociation'));
    const publicKey = await receiver.publicKey();
    expect((await third.trust({ association: 'ordi-56', publicKey })).trustedAssociation).toMatchObject({ publicKey });
    expect((await third.trust({ association: 'ordi-56', publicKey })).userErrors).toEqual([]);
    const other = { association: 'ordi-56', publicKey: await giver.publicKey() };
    expect(await third.trust(other)).toEqual(refusedWith('ANOTHER_KEY_TRUSTED', 'publicKey'));
    expect(await third.trust({ ...other, association: 'third' })).toEqual(
      refusedWith('OWN_ASSOCIATION', 'association'),
    );
    expect(await third.trust({ ...other, publicKey: 'short' })).toEqual(refusedWith('INVALID_INPUT', 'publicKey'));
    expect(await third.trust({ ...other, on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    const offer = messageOf((await third.offerTransfer([id])).transfer);
    expect(await receiver.acceptTransfer(offer)).toEqual(refusedWith('ASSOCIATION_NOT_TRUSTED', 'document'));
    expect(await third.distrust({ association: 'ordi-56', on: '2011-06-16' })).toEqual(
      refusedWith('IN_THE_FUTURE', 'on'),
    );
    expect((await third.distrust({ association: 'ordi-56' })).association).toBe('ordi-56');
    expect(await third.distrust({ association: 'ordi-56' })).toEqual(refusedWith('NOT_FOUND', 'association'));
    expect((await third.trust(other)).userErrors).toEqual([]);
    await third.close();
  });

  it('is for the workshop, and trust for its managers', async () => {
    for (const role of ['lender', 'partner', 'coordinator'] as const)
      await expect(giver.as(role).request('{ transfers { nodes { id } } }')).rejects.toMatchObject({
        response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
      });
    const input = { association: 'x', publicKey: 'y', idempotencyKey: 'not by a technician' };
    const trust =
      'mutation ($input: TrustAssociationInput!) { trustAssociation(input: $input) { userErrors { code } } }';
    await expect(giver.as('technician').request(trust, { input })).rejects.toThrow(/trustAssociation/);
  });

  it('lists 30 with as many statements as 2', async () => {
    for (const { id } of await Promise.all(Array.from({ length: 14 }, () => aComputer(giver, 'ERASED'))))
      await giver.offerTransfer([id]);
    const list = (first: number) =>
      giver
        .as('manager')
        .request<{ transfers: { nodes: object[] } }>(
          `{ transfers(direction: OUTGOING, first: ${first}) { nodes { ${TRANSFER} lines { computer { transfers { id } } } } } }`,
        );
    const few = await giver.countStatements(() => list(2));
    const many = await giver.countStatements(async () => {
      expect((await list(30)).transfers.nodes).toHaveLength(30);
    });
    expect(many).toBeLessThanOrEqual(few + SPLIT_BATCHES);
  });
});
