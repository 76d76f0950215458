import type { Custody, Processing } from '../computer.states.ts';

/** A machine as the model knows it: less than the service does, and by itself. */
export interface Life {
  processing: Processing;
  custody: Custody;
  /** Those in the machine, oldest first. */
  storages: { isErased: boolean; isDue: boolean }[];
  isErased: boolean;
  isDismantled: boolean;
  /** The loan it is out or reserved for. */
  loan: string | null;
  /** More happened to it than its triage. */
  isWorkedOn: boolean;
  ticket: 'NONE' | 'ASSESS' | 'PARTS' | 'REPAIRING' | 'ENDED';
}

export const isTicketOpen = ({ ticket }: Life): boolean => ticket !== 'NONE' && ticket !== 'ENDED';

const REFUSALS: Partial<Record<Custody, string>> = {
  AT_DONOR: 'NOT_COLLECTED',
  ON_LOAN: 'ON_LOAN',
  RESERVED: 'RESERVED',
  IN_REPAIR: 'IN_REPAIR',
  CEDED: 'CEDED',
  LOST: 'LOST_OR_STOLEN',
  STOLEN: 'LOST_OR_STOLEN',
  RECYCLED: 'ALREADY_RECYCLED',
  STRUCK_OUT: 'STRUCK_OUT',
};
const away = ({ custody }: Life): string | undefined => REFUSALS[custody];
const awayFromBench = (life: Life) => (life.custody === 'IN_REPAIR' ? undefined : away(life));
const untriaged = ({ processing }: Life) => (processing === 'COLLECTED' ? 'NOT_TRIAGED' : undefined);
const left = ({ processing }: Life) =>
  processing === 'DISMANTLED' || processing === 'TO_RECYCLE' ? 'LEFT_THE_CHAIN' : undefined;
const when = (condition: boolean, code: string) => (condition ? code : undefined);

const LENDABLE: Partial<Record<Custody, string>> = {
  ON_LOAN: 'COMPUTER_ALREADY_OUT',
  IN_REPAIR: 'COMPUTER_IN_REPAIR',
  CEDED: 'COMPUTER_GONE',
  LOST: 'COMPUTER_GONE',
  STOLEN: 'COMPUTER_GONE',
  RECYCLED: 'COMPUTER_GONE',
  STRUCK_OUT: 'COMPUTER_GONE',
};
const unlendable = ({ custody, loan, processing }: Life, wanted: string | null) =>
  when(custody === 'RESERVED' && loan !== wanted, 'COMPUTER_RESERVED') ??
  LENDABLE[custody] ??
  when(processing !== 'READY', 'COMPUTER_NOT_READY');
const notOut = ({ custody, loan }: Life, asked: string) =>
  when(custody !== 'ON_LOAN' || loan !== asked, 'COMPUTER_NOT_ON_LOAN');

/** What a model step chooses: a day's work on one machine, in as few words as it takes. */
export interface Choice {
  /** Which storage, counted round. */
  storage: number;
  loan: string;
  outcome: 'REFURBISH' | 'DISMANTLE' | 'RECYCLE';
  /** Whether it goes well: an erasure, a test, a repair, a return. */
  isGood: boolean;
  method: 'CLEAR' | 'DESTROY' | 'NONE';
  how: 'LOST' | 'STOLEN';
}

/** One verb of the model: why it is refused, else what it makes of the machine. */
export interface Rule {
  whyNot(life: Life, choice: Choice): string | undefined;
  change(life: Life, choice: Choice): void;
}

function doubt(life: Life): void {
  for (const storage of life.storages) storage.isErased = false;
  life.isErased = false;
}

function backToErasure(life: Life): void {
  life.isErased = false;
  if (['ERASED', 'REFURBISHING', 'READY'].includes(life.processing)) life.processing = 'TRIAGED';
}

function comeBack(life: Life, custody: Custody, isWorking: boolean): void {
  doubt(life);
  Object.assign(life, { custody, loan: null, processing: isWorking ? 'TRIAGED' : 'COLLECTED' });
}

const meant = ({ storages }: Life, { storage }: Choice) => storages[storage % Math.max(1, storages.length)];

export const RULES = {
  triage: {
    whyNot: (life) => away(life) ?? when(life.processing !== 'COLLECTED', 'ALREADY_TRIAGED'),
    change: (life, { outcome }) => {
      life.processing = ({ REFURBISH: 'TRIAGED', DISMANTLE: 'DISMANTLED', RECYCLE: 'TO_RECYCLE' } as const)[outcome];
    },
  },
  erase: {
    whyNot: (life, choice) => {
      const due = life.storages.find(({ isDue }) => isDue);
      return (
        away(life) ??
        untriaged(life) ??
        when(life.isErased, 'ALREADY_ERASED') ??
        when(Boolean(due) && (choice.method !== 'DESTROY' || meant(life, choice) !== due), 'DESTRUCTION_REQUIRED') ??
        when(choice.method === 'NONE' && life.storages.length > 0, 'HAS_STORAGE')
      );
    },
    change: (life, choice) => {
      const { method, isGood } = choice;
      if (method !== 'NONE') {
        if (life.storages.length === 0) life.storages.push({ isErased: false, isDue: false });
        Object.assign(meant(life, choice)!, { isErased: isGood, isDue: !isGood });
        if (isGood && method === 'DESTROY') life.storages.splice(life.storages.indexOf(meant(life, choice)!), 1);
      }
      if ((method !== 'NONE' && !isGood) || life.storages.some(({ isErased }) => !isErased)) return;
      life.isErased = true;
      if (life.processing === 'TRIAGED') life.processing = 'ERASED';
    },
  },
  addStorage: {
    whyNot: awayFromBench,
    change: (life) => {
      life.storages.push({ isErased: false, isDue: false });
      backToErasure(life);
    },
  },
  removeStorage: {
    whyNot: (life, choice) =>
      awayFromBench(life) ??
      when(life.storages.length === 0, 'NOT_FOUND') ??
      when(!meant(life, choice)?.isErased, 'STORAGE_NOT_ERASED'),
    change: (life, choice) => void life.storages.splice(life.storages.indexOf(meant(life, choice)!), 1),
  },
  refurbish: {
    whyNot: (life) =>
      away(life) ??
      untriaged(life) ??
      left(life) ??
      when(life.processing === 'TRIAGED', 'NOT_ERASED') ??
      when(life.processing === 'READY', 'ALREADY_READY'),
    change: (life, { isGood }) => void (life.processing = isGood ? 'READY' : 'REFURBISHING'),
  },
  openRepair: {
    whyNot: (life) =>
      when(life.custody === 'IN_REPAIR', 'REPAIR_ALREADY_OPEN') ??
      (life.custody === 'ON_LOAN' ? undefined : away(life)) ??
      left(life) ??
      when(isTicketOpen(life), 'REPAIR_ALREADY_OPEN'),
    change: (life) => {
      life.ticket = 'ASSESS';
      if (life.custody === 'IN_STOCK') life.custody = 'IN_REPAIR';
    },
  },
  openLoanRepair: {
    whyNot: (life, { loan }) => notOut(life, loan) ?? when(isTicketOpen(life), 'REPAIR_ALREADY_OPEN'),
    change: (life) => void (life.ticket = 'ASSESS'),
  },
  orderRepairParts: {
    whyNot: ({ ticket }) =>
      when(ticket === 'NONE', 'NOT_FOUND') ??
      when(ticket === 'PARTS', 'ALREADY_WAITING') ??
      when(ticket === 'ENDED', 'ALREADY_RESOLVED'),
    change: (life) => void (life.ticket = 'PARTS'),
  },
  startRepair: {
    whyNot: ({ ticket }) =>
      when(ticket === 'NONE', 'NOT_FOUND') ??
      when(ticket === 'REPAIRING', 'ALREADY_STARTED') ??
      when(ticket === 'ENDED', 'ALREADY_RESOLVED'),
    change: (life) => void (life.ticket = 'REPAIRING'),
  },
  resolveRepair: {
    whyNot: ({ ticket, custody }, { isGood }) =>
      when(ticket === 'NONE', 'NOT_FOUND') ??
      when(ticket === 'ENDED', 'ALREADY_RESOLVED') ??
      when(!isGood && custody === 'ON_LOAN', 'ON_LOAN'),
    change: (life, { isGood }) => {
      life.ticket = 'ENDED';
      if (life.custody === 'IN_REPAIR') life.custody = 'IN_STOCK';
      if (!isGood) life.processing = 'TO_RECYCLE';
    },
  },
  fitPart: {
    whyNot: (life) =>
      (life.custody === 'ON_LOAN' && isTicketOpen(life) ? undefined : awayFromBench(life)) ?? left(life),
    change: () => {},
  },
  dismantle: {
    whyNot: (life) => away(life) ?? untriaged(life) ?? when(life.isDismantled, 'ALREADY_DISMANTLED'),
    change: (life) => void Object.assign(life, { processing: 'DISMANTLED', isDismantled: true }),
  },
  sendToRecycling: {
    whyNot: (life) => away(life) ?? when(life.processing === 'TO_RECYCLE', 'ALREADY_TO_RECYCLE'),
    change: (life) => void (life.processing = 'TO_RECYCLE'),
  },
  recordRecycling: {
    whyNot: (life, { isGood }) =>
      away(life) ?? when(!left(life), 'NOT_TO_RECYCLE') ?? when(!life.isErased && !isGood, 'DATA_NOT_SAFE'),
    change: (life) => void (life.custody = 'RECYCLED'),
  },
  strikeOut: {
    whyNot: (life) =>
      (life.custody === 'AT_DONOR' ? undefined : away(life)) ?? when(life.isWorkedOn, 'ALREADY_WORKED_ON'),
    change: (life) => void (life.custody = 'STRUCK_OUT'),
  },
  reserve: {
    whyNot: (life) => unlendable(life, null),
    change: (life, { loan }) => void Object.assign(life, { custody: 'RESERVED', loan }),
  },
  release: {
    whyNot: ({ custody }) => when(custody !== 'RESERVED', 'NOT_RESERVED'),
    change: (life) => void Object.assign(life, { custody: 'IN_STOCK', loan: null }),
  },
  releaseReservation: {
    whyNot: () => undefined,
    change: (life, { loan }) => {
      if (life.custody === 'RESERVED' && life.loan === loan) Object.assign(life, { custody: 'IN_STOCK', loan: null });
    },
  },
  takeOut: {
    whyNot: (life, { loan }) => (notOut(life, loan) ? unlendable(life, loan) : undefined),
    change: (life, { loan }) => void Object.assign(life, { custody: 'ON_LOAN', loan }),
  },
  takeBack: {
    whyNot: () => undefined,
    change: (life, { loan, isGood }) => {
      if (!notOut(life, loan)) comeBack(life, isTicketOpen(life) ? 'IN_REPAIR' : 'IN_STOCK', isGood);
    },
  },
  cede: {
    whyNot: (life, { loan }) => notOut(life, loan) ?? when(isTicketOpen(life), 'COMPUTER_IN_REPAIR'),
    change: (life) => void Object.assign(life, { custody: 'CEDED', loan: null }),
  },
  declareGone: {
    whyNot: (life, { loan }) => notOut(life, loan),
    change: (life, { how }) => comeBack(life, how, false),
  },
  reportMissing: {
    whyNot: away,
    change: (life, { how }) => void (life.custody = how),
  },
  recover: {
    whyNot: ({ custody }) => when(custody !== 'LOST' && custody !== 'STOLEN', 'NOT_MISSING'),
    change: (life) => {
      life.custody = isTicketOpen(life) ? 'IN_REPAIR' : 'IN_STOCK';
      doubt(life);
      backToErasure(life);
    },
  },
} satisfies Record<string, Rule>;

export type LifeVerb = keyof typeof RULES;

/** What leaves a machine as good as never worked on; the last two find nothing to do on such a one. */
export const HARMLESS: readonly LifeVerb[] = ['triage', 'addStorage', 'takeBack', 'releaseReservation'];
