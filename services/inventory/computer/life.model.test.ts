import fc from 'fast-check';
import type { Answered } from '../../../packages/platform/testing/call-verb.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, COMPUTER, type History, type Inventory } from '../inventory.factory.ts';
import { aComputer, PROOF, type ComputerMade } from './computer.factory.ts';
import { fold } from './standing.rules.ts';
import { HARMLESS, RULES, type Choice, type Life, type LifeVerb, type Rule } from './testing/life.ts';

const LOANS = ['loan_01h455vb4pex5vsknk084sn02q', 'loan_01h455vb4pex5vsknk084sn02r'];
const RUNS = { numRuns: 8 };
const LONGEST = 25;

interface StorageTold {
  id: string;
  erasedOn: string | null;
  isDestructionDue: boolean;
  goneOn: string | null;
  erasures: { succeeded: boolean }[];
}
type Told = ComputerMade & { storages: StorageTold[]; repairs: { id: string; state: string }[]; history: History };

describe('The life of a computer, step by random step', () => {
  let inventory: Inventory;
  let donationId: string;
  beforeAll(async () => {
    inventory = await anInventory();
    donationId = (await aDonation(inventory)).id;
  });
  afterAll(() => inventory.close());

  const tell = async (id: string): Promise<Told> => {
    const storages = 'storages { id erasedOn isDestructionDue goneOn erasures { succeeded } }';
    const document = `query ($id: ID!) { computer(id: $id) { ${COMPUTER} ${storages} repairs { id state } } }`;
    return (await inventory.as('technician').request<{ computer: Told }>(document, { id })).computer;
  };

  /** How each verb of the model is asked of the service. */
  const ask = async (verb: LifeVerb, { id: computerId, ...before }: Told, choice: Choice): Promise<Answered> => {
    const { storage, loan: loanId, outcome, isGood, method, how } = choice;
    const present = before.storages.filter(({ goneOn }) => !goneOn);
    const storageId = present[storage % Math.max(1, present.length)]?.id;
    const repairTicketId = before.repairs.at(-1)?.id ?? 'repair_none';
    const on = '2011-06-15';
    const problem = 'No picture';
    switch (verb) {
      case 'triage':
        return inventory.triage({ computerId, outcome });
      case 'erase': {
        const proof = { ...PROOF, method, succeeded: isGood, ...(storageId && { storageId }) };
        return inventory.erase({ computerId, ...(method === 'NONE' ? { noStorage: true } : proof) });
      }
      case 'addStorage':
        return inventory.addStorage({ computerId, storage: { kind: 'SSD' } });
      case 'removeStorage':
        return inventory.removeStorage({ computerId, storageId: storageId ?? 'storage_none' });
      case 'refurbish':
        return inventory.refurbish({ computerId, grade: 'B', testsPassed: isGood });
      case 'openRepair':
        return inventory.openRepair({ computerId, problem });
      case 'openLoanRepair':
        return inventory.openLoanRepair({ computerId, loanId, problem, on });
      case 'orderRepairParts':
      case 'startRepair':
        return inventory[verb]({ repairTicketId });
      case 'resolveRepair':
        return inventory.resolveRepair({ repairTicketId, outcome: isGood ? 'REPAIRED' : 'WRITTEN_OFF', minutes: 5 });
      case 'fitPart': {
        const { part } = await inventory.stockPart({ kind: 'BATTERY', label: 'VK3' });
        return inventory.fitPart({ partId: part.id, computerId });
      }
      case 'dismantle':
        return inventory.dismantle({ computerId, parts: [{ kind: 'SCREEN', label: '15.6"' }] });
      case 'recordRecycling': {
        const certificate = { recyclerId: 'SIRET-43310231700019', certificate: 'BSD-1', storagesDestroyed: isGood };
        return inventory.recordRecycling({ computerId, ...certificate });
      }
      case 'reserve':
      case 'takeOut':
      case 'cede':
        return inventory[verb]({ computerId, loanId, on });
      case 'releaseReservation':
        return inventory.releaseReservation({ loanId, on });
      case 'takeBack':
        return inventory.takeBack({ computerId, loanId, on, condition: isGood ? 'WORKING' : 'BROKEN' });
      case 'declareGone':
        return inventory.declareGone({ computerId, loanId, on, how });
      case 'strikeOut':
        return inventory.strikeOut({ computerId, reason: 'MISTAKE' });
      case 'reportMissing':
        return inventory.reportMissing({ computerId, how });
      default:
        return inventory[verb]({ computerId });
    }
  };

  /** What the model says, what the history adds up to, and what holds whatever happened. */
  const compare = (
    { processing, custody, grade, collectedOn, readyOn, history, storages, repairs }: Told,
    life: Life,
  ): void => {
    const present = storages.filter(({ goneOn }) => !goneOn);
    expect({ processing, custody }).toEqual({ processing: life.processing, custody: life.custody });
    expect(present.map((one) => [Boolean(one.erasedOn), one.isDestructionDue])).toEqual(
      life.storages.map((one) => [one.isErased, one.isDue]),
    );
    const state = repairs.at(-1)?.state ?? 'NONE';
    expect(['RESOLVED', 'WRITTEN_OFF'].includes(state) ? 'ENDED' : state).toBe(life.ticket);
    expect(fold(history)).toEqual({ processing, custody, grade });
    const isProved = present.every((one) => one.erasedOn && one.erasures.some(({ succeeded }) => succeeded));
    if (processing === 'READY') expect(isProved).toBe(true);
    if (['RESERVED', 'ON_LOAN', 'CEDED'].includes(custody)) expect(processing).toBe('READY');
    if (custody === 'STRUCK_OUT') expect([collectedOn, readyOn]).toEqual([null, null]);
    if (custody === 'IN_REPAIR') expect(life.ticket).not.toBe('ENDED');
  };

  const expectAnswer = (verb: LifeVerb, answered: string, code: string): void =>
    expect([verb, answered]).toEqual([verb, code]);

  type Lives = { told: Told; life: Life }[];

  class Step implements fc.AsyncCommand<Lives, Inventory> {
    constructor(
      readonly wanted: LifeVerb | 'GO_ON',
      readonly machine: number,
      readonly choice: Choice,
      readonly isOwnLoan: boolean,
    ) {}

    check = () => true;

    async run(lives: Lives): Promise<void> {
      const lived = lives[this.machine % lives.length]!;
      const { told, life } = lived;
      const own = { ...this.choice, loan: (this.isOwnLoan && life.loan) || this.choice.loan };
      const [verb, choice] = this.wanted === 'GO_ON' ? goOn(life, own) : [this.wanted, own];
      const rule: Rule = RULES[verb];
      const code = rule.whyNot(life, choice) ?? 'DONE';
      const { userErrors } = await ask(verb, told, choice);
      expectAnswer(verb, userErrors[0]?.code ?? 'DONE', code);
      if (code === 'DONE' && !HARMLESS.includes(verb)) life.isWorkedOn = true;
      for (const one of verb === 'releaseReservation' ? lives : [lived]) {
        if (code === 'DONE') rule.change(one.life, choice);
        one.told = await tell(one.told.id);
        compare(one.told, one.life);
      }
    }

    toString = () => `${this.wanted} machine ${this.machine} ${JSON.stringify(this.choice)} ${this.isOwnLoan}`;
  }

  const choices = fc.record<Choice>({
    storage: fc.nat(2),
    loan: fc.constantFrom(...LOANS),
    outcome: fc.constantFrom('REFURBISH', 'REFURBISH', 'DISMANTLE', 'RECYCLE'),
    isGood: fc.boolean(),
    method: fc.constantFrom('CLEAR', 'CLEAR', 'DESTROY', 'NONE'),
    how: fc.constantFrom('LOST', 'STOLEN'),
  });
  const verbs = Object.keys(RULES) as LifeVerb[];
  const wanted = fc.oneof(
    { weight: 1, arbitrary: fc.constant('GO_ON' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...verbs) },
  );
  const steps = fc.tuple(wanted, fc.nat(1), choices, fc.boolean()).map((step) => new Step(...step));

  it('is as the model says, and its columns are what its history adds up to', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands([steps], { maxCommands: LONGEST, size: 'max' }), (commands) =>
        fc.asyncModelRun(async () => ({ model: await twoLives(), real: inventory }), commands),
      ),
      RUNS,
    );
  }, 120_000);

  /** One that was just collected, with two storages, and one that is READY. */
  async function twoLives(): Promise<Lives> {
    const collected = await aComputer(inventory, 'COLLECTED', donationId);
    for (const kind of ['SSD', 'HDD']) await inventory.addStorage({ computerId: collected.id, storage: { kind } });
    const ready = await aComputer(inventory, 'READY', donationId);
    const life = { custody: 'IN_STOCK', isDismantled: false, loan: null, ticket: 'NONE' } as const;
    const fresh = { isErased: false, isDue: false };
    return [
      {
        told: await tell(collected.id),
        life: { ...life, isWorkedOn: false, processing: 'COLLECTED', isErased: false, storages: [fresh, { ...fresh }] },
      },
      {
        told: await tell(ready.id),
        life: {
          ...life,
          isWorkedOn: true,
          processing: 'READY',
          isErased: true,
          storages: [{ isErased: true, isDue: false }],
        },
      },
    ];
  }
});

/** The step that brings a machine nearer to a borrower, so that random walks go far. */
function goOn({ processing, custody, storages, loan }: Life, choice: Choice): [LifeVerb, Choice] {
  const good: Choice = { ...choice, outcome: 'REFURBISH', isGood: true };
  if (custody === 'LOST' || custody === 'STOLEN') return ['recover', good];
  if (processing === 'DISMANTLED' || processing === 'TO_RECYCLE') return ['recordRecycling', good];
  if (custody === 'IN_REPAIR') return ['resolveRepair', good];
  if (custody === 'ON_LOAN') return [ENDINGS[choice.method], { ...good, loan: loan! }];
  if (processing === 'COLLECTED') return ['triage', good];
  if (processing === 'READY')
    return [loan || choice.isGood ? 'takeOut' : 'reserve', { ...good, loan: loan ?? choice.loan }];
  if (processing !== 'TRIAGED') return ['refurbish', good];
  const storage = Math.max(
    0,
    storages.findIndex(({ isErased, isDue }) => isDue || (!isErased && !storages.some((one) => one.isDue))),
  );
  const method = storages.length === 0 ? 'NONE' : storages[storage]!.isDue ? 'DESTROY' : 'CLEAR';
  return ['erase', { ...good, storage, method }];
}

/** How a stay with a borrower ends. */
const ENDINGS = { CLEAR: 'takeBack', DESTROY: 'cede', NONE: 'declareGone' } as const;
