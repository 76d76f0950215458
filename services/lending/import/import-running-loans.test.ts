import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { importEnded, importFile, JOBS, lineByLine, sendFile } from '../../../packages/imports/testing/import-file.ts';
import { createLendingSubgraph } from '../subgraph.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { until } from '../testing/run-job.ts';

const HEADER =
  'Référence du foyer;Commune;Inscrit le;Organisme;Référence du prêt;Demandé le;Accordé le;Signé le;Remis le;Ordinateur;Contrôlé le;Reconduit le;Rendu le;État au retour';
const TOWN = 'SIRET-21560121000016';

/** A line about a loan of an organisation, or of a household, that was handed over on 10 January 2009 unless told. */
const aLine = (
  reference: string,
  rest: string,
  { borrower = `;56121;;${TOWN}`, computerId = newTypeId('computer') } = {},
) => `${borrower};${reference};05/01/2009;05/01/2009;05/01/2009;10/01/2009;${computerId};${rest}`;

const OPTIONS = {
  identitySecret: new Uint8Array(32),
  association: 'defis',
  hub: null,
  seat: 'COM-56121',
  newId: newTypeId,
  jobs: JOBS,
};

const LOAN = `query ($id: ID!) { loan(id: $id) { state dueOn returnedOn lastSeenOn computer { id } terms { agreedOn endsOn }
  machines { toOn condition } organisation { id } household { id } commune { code } history { verb } } }`;

describe('Importing loans that run, or have ended', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending({ jobs: JOBS })));
  afterAll(() => lending.close());

  const importing = () => ({ api: lending.as('lender'), verb: 'importHouseholds', query: 'householdImport' });
  const bring = (...lines: string[]) => importFile(importing(), [HEADER, ...lines].join('\n'));
  const loanOf = async (id: string | null) => (await lending.as('lender').request(LOAN, { id })).loan;

  it('takes a loan through its renewals and check-ups, day by day', async () => {
    const computerId = newTypeId('computer');
    const household = { borrower: 'R-1;56121;04/01/2009;', computerId };
    const run = await bring(aLine('P-1', '12/01/2010;05/01/2011|09/01/2010;;', household));
    expect(lineByLine(run)).toEqual(['2 CREATED']);
    const loan = await loanOf(run.lines.nodes[0]!.objectId);
    expect(loan).toMatchObject({
      state: 'ACTIVE',
      dueOn: '2012-01-10',
      lastSeenOn: '2010-01-12',
      computer: { id: computerId },
      terms: [{ agreedOn: '2009-01-10' }, { agreedOn: '2010-01-09' }, { agreedOn: '2011-01-05', endsOn: '2012-01-10' }],
    });
    expect(loan.history.map(({ verb }: { verb: string }) => verb).slice(3)).toEqual([
      'handOverComputer',
      'renewLoan',
      'recordCheckUp',
      'renewLoan',
    ]);
  });

  it('takes a computer back, in the state that is told', async () => {
    const run = await bring(aLine('P-2', ';05/01/2010;15/12/2010;en panne'), aLine('P-3', ';;09/01/2010;'));
    expect(lineByLine(run)).toEqual(['2 CREATED', '3 CREATED']);
    const [broken, working] = await Promise.all(run.lines.nodes.map(({ objectId }) => loanOf(objectId)));
    const returned = { state: 'RETURNED', computer: null };
    expect(broken).toMatchObject({ ...returned, machines: [{ toOn: '2010-12-15', condition: 'BROKEN' }] });
    expect(working).toMatchObject({ ...returned, returnedOn: '2010-01-09', machines: [{ condition: 'WORKING' }] });
  });

  it('is finished by another process when the one that took it dies between two steps of a loan', async () => {
    const dying = await aLending({ jobs: JOBS });
    dying.inventory.breakDown = 'hang';
    const theirs = { ...importing(), api: dying.as('lender') };
    const lines = [aLine('S-1', ';05/01/2010;15/12/2010;'), aLine('S-2', ';;;')];
    const { importRun } = await sendFile(theirs, [HEADER, ...lines].join('\n'));
    await until(() => dying.inventory.calls.length > 0);
    const { loginUrl: databaseUrl, clock } = dying;
    const other = await createLendingSubgraph({ ...OPTIONS, databaseUrl, clock, callPeer: lending.inventory.callPeer });
    const run = await importEnded(theirs, importRun!.id);
    // The first process may live on without knowing: what it still asks for was done.
    dying.inventory.breakDown = 'never';
    dying.inventory.hangUp();
    expect(lineByLine(run)).toEqual(['2 CREATED', '3 CREATED']);
    const [returned, running] = await Promise.all(
      run.lines.nodes.map(async ({ objectId }) => (await theirs.api.request(LOAN, { id: objectId })).loan),
    );
    expect(running).toMatchObject({ state: 'OVERDUE', terms: [{}] });
    expect(returned).toMatchObject({ state: 'RETURNED', terms: [{}, {}] });
    expect(returned.history.map(({ verb }: { verb: string }) => verb).slice(3)).toEqual([
      'handOverComputer',
      'renewLoan',
      'returnComputer',
    ]);
    await other.close();
    await dying.close();
  });

  it('lends to an organisation, as many times as it has lines, and skips them when they come again', async () => {
    const lines = [aLine('P-4', '12/01/2010;05/01/2010|05/01/2011;;'), `;56098;;RNA-W561000001;P-5;05/01/2011;;;;;;;;`];
    const run = await bring(...lines, `;56121;;${TOWN};P-6;05/01/2011;;;;;;;;`);
    expect(lineByLine(run)).toEqual(['2 CREATED', '3 CREATED', '4 CREATED']);
    const [town, association] = await Promise.all(run.lines.nodes.map(({ objectId }) => loanOf(objectId)));
    expect(town).toMatchObject({ state: 'ACTIVE', organisation: { id: TOWN }, household: null });
    expect(association).toMatchObject({ state: 'REQUESTED', organisation: { id: 'RNA-W561000001' } });
    expect(association.commune).toEqual({ code: 'COM-56098' });
    expect(lineByLine(await bring(...lines))).toEqual(['2 SKIPPED', '3 SKIPPED']);
  });

  it('tells with its line what is refused once a loan is kept, which stays as far as it came', async () => {
    const lost = newTypeId('computer');
    lending.inventory.keepsOut.add(lost);
    const notReady = newTypeId('computer');
    lending.inventory.notReady.add(notReady);
    const run = await bring(
      aLine('Q-1', ';01/06/2009;;'),
      aLine('Q-2', ';11/01/2010;;'),
      aLine('Q-3', ';05/01/2010|05/01/2011;;'),
      aLine('Q-4', '05/02/2009;;01/02/2009;'),
      aLine('Q-5', ';;16/06/2011;'),
      aLine('Q-6', ';;09/01/2010;', { computerId: lost }),
      aLine('Q-7', ';05/01/2010;;', { computerId: notReady }),
    );
    expect(lineByLine(run)).toEqual([
      '2 CREATED TOO_SOON Reconduit le',
      '3 CREATED OVERDUE Reconduit le',
      '4 CREATED UNSEEN_MACHINE Reconduit le',
      '5 CREATED BEFORE_LAST_STEP Rendu le',
      '6 CREATED IN_THE_FUTURE Rendu le',
      '7 CREATED OUT_OF_ORDER Ordinateur',
      '8 CREATED COMPUTER_NOT_READY Ordinateur',
    ]);
    const loans = await Promise.all(run.lines.nodes.map(({ objectId }) => loanOf(objectId)));
    expect(loans.map(({ state, terms }) => [state, terms.length])).toEqual([
      ['OVERDUE', 1],
      ['OVERDUE', 1],
      ['OVERDUE', 2],
      ['OVERDUE', 1],
      ['OVERDUE', 1],
      ['OVERDUE', 1],
      ['SIGNED', 0],
    ]);
  });

  it('explains every line that it refuses', async () => {
    const run = await bring(
      aLine('S-1', ';;;', { borrower: `S-1;56121;;${TOWN}` }),
      aLine('S-2', ';;;', { borrower: ';56121;;mairie' }),
      aLine('S-3', ';;;', { borrower: `;;;${TOWN}` }),
      aLine('S-4', ';;;', { borrower: `;99999;;${TOWN}` }),
      aLine('', ';;;'),
      aLine('S-6', ';05/01/2010|hier;;'),
      aLine('S-7', ';;31/06/2010;'),
      aLine('S-8', ';;09/01/2010;cassé'),
      aLine('S-9', ';;;en panne'),
      `;56121;;${TOWN};S-10;05/01/2009;05/01/2009;05/01/2009;;;;05/01/2010;;`,
      `;56121;;${TOWN};S-11;05/01/2009;05/01/2009;05/01/2009;10/01/2009;;;;09/01/2010;`,
      `T-1;56121;04/01/2009;;;;;;;;;05/01/2010;;`,
    );
    expect(lineByLine(run)).toEqual([
      '2 REFUSED ONE_BORROWER Organisme',
      '3 REFUSED NOT_AN_ORGANISATION Organisme',
      '4 REFUSED VALUE_MISSING Commune',
      '5 REFUSED UNKNOWN_COMMUNE Commune',
      '6 REFUSED VALUE_MISSING Référence du prêt',
      '7 REFUSED NOT_A_DAY Reconduit le',
      '8 REFUSED NOT_A_DAY Rendu le',
      '9 REFUSED UNKNOWN_WORD État au retour',
      '10 REFUSED VALUE_MISSING Rendu le',
      '11 REFUSED VALUE_MISSING Remis le',
      '12 REFUSED VALUE_MISSING Ordinateur',
      '13 REFUSED VALUE_MISSING Référence du prêt',
    ]);
  });
});
