import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { extractText, getDocumentProxy } from 'unpdf';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, CAF, refusedWith, TOWN, type Inventory } from '../inventory.factory.ts';
import { aDonationOf, CERTIFICATE, donationEnd, type CertificateMade } from './certificate.factory.ts';

const FEBRUARY = '2011-02-01';
const RECYCLER = 'SIRET-43310231700019';

/** Whoever numbers a certificate now. */
const NUMBERING = `select from pg_locks where locktype = 'advisory'
  and (classid::bigint << 32) | objid::bigint = hashtextextended('inventory certificates', 0)`;

describe('Certifying a donation', () => {
  let inventory: Inventory;
  let end: ReturnType<typeof donationEnd>;
  beforeAll(async () => {
    inventory = await anInventory();
    end = donationEnd(inventory);
  });
  afterAll(() => inventory.close());

  const read = async (id: string, who = inventory.as('technician')): Promise<CertificateMade | null> => {
    const query = `query ($id: ID!) { certificate(id: $id) { ${CERTIFICATE} } }`;
    return (await who.request<{ certificate: CertificateMade | null }>(query, { id })).certificate;
  };
  const outcomes = ({ lines }: CertificateMade) => lines.map(({ outcome, on }) => [outcome, on]);

  it('tells what became of each machine, with its proofs', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['ERASED', 'READY', 'ON_LOAN', 'LOST', 'RECYCLED']);
    const { certificate, userErrors } = await end.issue({ donationId, on: FEBRUARY });
    expect(userErrors).toEqual([]);
    expect(outcomes(certificate)).toEqual([
      ['ERASED', '2011-01-11'],
      ['REUSED', '2011-01-12'],
      ['REUSED', '2011-01-20'],
      ['LOST', '2011-01-30'],
      ['RECYCLED', '2011-01-25'],
    ]);
    expect(certificate.lines.map(({ computer }) => computer.id)).toEqual(computers.map(({ id }) => id));
    expect(certificate.lines[1]?.erasures).toEqual([{ method: 'CLEAR', tool: 'nwipe 0.25', on: '2011-01-11' }]);
    expect(certificate.lines[4]).toMatchObject({ recycler: { id: RECYCLER }, recyclingCertificate: 'BSD-11-042' });
    expect(certificate).toMatchObject({ issuedOn: FEBRUARY, supersedes: null, supersededBy: null });
    expect(certificate.number).toMatch(/^2011-\d{4}$/);
    expect(certificate.history).toMatchObject([{ verb: 'issueCertificate', happenedOn: FEBRUARY }]);
  });

  it('lets nobody wait for a number while the names of association and donor are asked for', async () => {
    const held: (number | null)[] = [];
    const own: Inventory = await anInventory({
      callPeer: async () => {
        const client = new Client({ connectionString: own.databaseUrl });
        await client.connect();
        held.push((await client.query(NUMBERING)).rowCount);
        await client.end();
        return { _entities: [{ name: 'Défis' }] };
      },
    });
    const { donationId } = await aDonationOf(own, ['READY']);
    const { certificate } = await donationEnd(own).issue({ donationId, on: FEBRUARY });
    await own.close();
    expect([held, certificate.number]).toEqual([[0, 0], '2011-0001']);
  });

  it('prints it in French, once and for all', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['READY', 'RECYCLED']);
    const { certificate } = await end.issue({ donationId, on: FEBRUARY });
    const bytes = Buffer.from(certificate.document.content, 'base64');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
    for (const said of [
      `n° ${certificate.number}`,
      computers[0]!.label,
      'Réemployée',
      'nwipe 0.25',
      'BSD-11-042',
      '01/02/2011',
      'L. 3212-2',
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(said);
    expect(text).not.toContain('2016/679');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(certificate.document.digest);
    inventory.clock.set('2011-06-16');
    expect((await read(certificate.id))?.document).toEqual(certificate.document);
    inventory.clock.set('2011-06-15');
  });

  it('tells again of a machine only when more became of it', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['ERASED', 'COLLECTED']);
    const computerId = computers[0]!.id;
    expect((await end.issue({ donationId, on: FEBRUARY })).certificate.lines).toHaveLength(1);
    expect(await end.issue({ donationId })).toEqual(refusedWith('NOTHING_TO_CERTIFY', 'donationId'));
    await inventory.refurbish({ computerId, grade: 'A', testsPassed: true, on: '2011-02-10' });
    expect(outcomes((await end.issue({ donationId })).certificate)).toEqual([['REUSED', '2011-02-10']]);
  });

  it('says plainly whether the data of the donor are gone', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['READY', 'RECYCLED', 'COLLECTED', 'TRIAGED']);
    await inventory.reportMissing({ computerId: computers[2]!.id, how: 'STOLEN', on: '2011-01-31' });
    await inventory.erase({ computerId: computers[3]!.id, noStorage: true, on: '2011-01-31' });
    const { certificate } = await end.issue({ donationId, on: FEBRUARY });
    expect(certificate.lines.map(({ outcome, data }) => [outcome, data])).toEqual([
      ['REUSED', 'ERASED'],
      ['RECYCLED', 'DESTROYED_BY_RECYCLER'],
      ['STOLEN', 'NOT_PROVED'],
      ['ERASED', 'NO_STORAGE'],
    ]);
  });

  it('says so too of a machine that was READY, where its proof was taken back or another storage was found', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['READY', 'READY', 'READY']);
    const [withdrawn, found, sound] = computers.map(({ id }) => id) as [string, string, string];
    const { computer } = await inventory
      .as('technician')
      .request('query ($id: ID!) { computer(id: $id) { erasures { id } } }', { id: withdrawn });
    await inventory.withdrawErasure({ erasureId: computer.erasures[0].id, reason: 'It was another machine' });
    await inventory.addStorage({ computerId: found, storage: { kind: 'SSD' } });
    for (const computerId of [withdrawn, found, sound])
      await inventory.reportMissing({ computerId, how: 'STOLEN', on: '2011-06-15' });
    const { certificate } = await end.issue({ donationId, on: '2011-06-15' });
    expect(certificate.lines.map(({ outcome, data }) => [outcome, data])).toEqual([
      ['STOLEN', 'NOT_PROVED'],
      ['STOLEN', 'NOT_PROVED'],
      ['STOLEN', 'ERASED'],
    ]);
  });

  it('tells a ceded machine as reused, and one taken apart as dismantled', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['CEDED', 'ERASED']);
    const parts = [{ kind: 'MEMORY', label: '4 Go DDR3', isTested: true }];
    await inventory.dismantle({ computerId: computers[1]!.id, parts, on: '2011-01-28' });
    const { certificate } = await end.attest({ donationId, on: FEBRUARY });
    expect(outcomes(certificate!)).toEqual([
      ['REUSED', '2011-01-20'],
      ['DISMANTLED', '2011-01-28'],
    ]);
  });

  it('leaves the erasures that a borrower needed out', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['ON_LOAN']);
    const computerId = computers[0]!.id;
    const loanId = 'loan_01h455vb4pex5vsknk084sn02q';
    await inventory.takeBack({ computerId, loanId, condition: 'WORKING', on: '2011-02-10' });
    await inventory.erase({ computerId, method: 'PURGE', standard: 'x', tool: 'y', succeeded: true, on: '2011-02-11' });
    const [line] = (await end.issue({ donationId })).certificate.lines;
    expect(line).toMatchObject({ outcome: 'REUSED', on: '2011-01-20', erasures: [{ on: '2011-01-11' }] });
  });

  it('corrects one by another that supersedes it, and never changes what was signed', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['READY', 'READY']);
    const { certificate: wrong } = await end.issue({ donationId, on: FEBRUARY });
    const computerId = computers[0]!.id;
    await inventory.sendToRecycling({ computerId, on: '2011-02-02' });
    await inventory.recordRecycling({ computerId, recyclerId: RECYCLER, certificate: 'BSD-11-050', on: '2011-02-03' });
    const reason = 'La première machine a été recyclée';
    const { certificate } = await end.correct({ certificateId: wrong.id, reason, on: '2011-02-04' });
    expect(outcomes(certificate)).toEqual([
      ['RECYCLED', '2011-02-03'],
      ['REUSED', '2011-01-12'],
    ]);
    expect(certificate).toMatchObject({ reason, supersedes: { id: wrong.id } });
    const { supersededBy, ...same } = (await read(wrong.id))!;
    expect({ ...same, supersededBy: null }).toEqual(wrong);
    expect(supersededBy).toEqual({ id: certificate.id });
    expect(await end.correct({ certificateId: wrong.id, reason })).toEqual(
      refusedWith('ALREADY_SUPERSEDED', 'certificateId'),
    );
  });

  it('cannot be changed in the database either', async () => {
    const { donationId } = await aDonationOf(inventory, ['READY']);
    const { certificate } = await end.issue({ donationId });
    const client = new Client({ connectionString: inventory.databaseUrl });
    await client.connect();
    const change = (sql: string) => client.query(sql, [certificate.id]);
    await expect(change("update inventory.certificate set number = '2011-9999' where id = $1")).rejects.toThrow(
      'never',
    );
    await expect(change('delete from inventory.certificate_line where certificate_id = $1')).rejects.toThrow('never');
    await client.end();
  });

  it('is refused for what is not at the workshop or is closed, and for other days', async () => {
    for (const state of ['OFFERED', 'ACCEPTED', 'DECLINED'] as const) {
      const { id: donationId } = await aDonation(inventory, state);
      expect(await end.issue({ donationId })).toEqual(refusedWith('NOT_PICKED_UP', 'donationId'));
    }
    expect(await end.issue({ donationId: 'donation_none' })).toEqual(refusedWith('NOT_FOUND', 'donationId'));
    const { donationId } = await aDonationOf(inventory, ['LOST']);
    expect(await end.issue({ donationId, on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await end.issue({ donationId, on: '2011-01-30' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    await end.attest({ donationId, on: FEBRUARY });
    await end.close({ donationId, on: FEBRUARY });
    expect(await end.issue({ donationId })).toEqual(refusedWith('DONATION_CLOSED', 'donationId'));
  });

  it('cannot tell on a day what happened later', async () => {
    const { donationId, computers } = await aDonationOf(inventory, ['ERASED']);
    const computerId = computers[0]!.id;
    await inventory.refurbish({ computerId, grade: 'A', testsPassed: true, on: '2011-02-10' });
    const early = { donationId, on: FEBRUARY };
    expect(await end.issue(early)).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await end.attest(early)).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    const { certificate } = await end.issue({ donationId, on: '2011-02-10' });
    const correction = { certificateId: certificate.id, reason: 'Une faute' };
    expect(await end.correct({ ...correction, on: '2011-02-09' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
    expect(await end.correct({ ...correction, on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect(await end.correct({ ...correction, certificateId: 'certificate_none' })).toEqual(
      refusedWith('NOT_FOUND', 'certificateId'),
    );
  });

  it('numbers certificates of the same moment without doubles', async () => {
    const lots = await Promise.all(Array.from({ length: 4 }, () => aDonationOf(inventory, ['READY'])));
    const issued = await Promise.all(lots.map(({ donationId }) => end.issue({ donationId })));
    const numbers = issued.map(({ certificate }) => Number(certificate.number.slice(5))).toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
  });

  it('shows a donor its own certificates, and nobody else but the workshop', async () => {
    const { donationId } = await aDonationOf(inventory, ['READY'], { donorId: TOWN });
    const { certificate } = await end.issue({ donationId });
    const query = '{ donations { nodes { certificates { id number lines { label } document { size } } } } }';
    const own = await inventory
      .as('partner', { organisation: TOWN })
      .request<{ donations: { nodes: object[] } }>(query);
    expect(own.donations.nodes).toMatchObject([{ certificates: [{ id: certificate.id, lines: [{}], document: {} }] }]);
    const question = 'query ($id: ID!) { certificate(id: $id) { id } }';
    const caf = inventory.as('partner', { organisation: CAF });
    expect(await caf.request(question, { id: certificate.id })).toEqual({ certificate: null });
    for (const role of ['lender', 'coordinator', 'trainer'] as const)
      await expect(inventory.as(role).request(question, { id: certificate.id })).rejects.toMatchObject({
        response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
      });
  });

  it('lists those of many donations and machines with as many statements as of two', async () => {
    const lots = await Promise.all(Array.from({ length: 5 }, () => aDonationOf(inventory, ['READY'])));
    for (const { donationId } of lots) await end.issue({ donationId });
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Donation { certificates { ${CERTIFICATE} donation { id } } }
      ... on Computer { certificates { number } } } }`;
    const ask = (many: typeof lots) => {
      const donations = many.map(({ donationId: id }) => ({ __typename: 'Donation', id }));
      const machines = many.map(({ computers }) => ({ __typename: 'Computer', id: computers[0]!.id }));
      return inventory
        .as('technician')
        .request<{ _entities: { certificates: object[] }[] }>(query, { representations: [...donations, ...machines] });
    };
    const few = await inventory.countStatements(() => ask(lots.slice(0, 2)));
    const many = await inventory.countStatements(async () => {
      const { _entities } = await ask(lots);
      expect(_entities.every(({ certificates }) => certificates.length === 1)).toBe(true);
    });
    expect(many).toBe(few);
  });
});
