import type { Random } from '../random.ts';

/** What a line does to the one message that it carries next. */
export type LineFault =
  | { kind: 'latency'; ms: number }
  /** So many bytes at a time, with a pause after each. */
  | { kind: 'bandwidth'; bytes: number; ms: number }
  | { kind: 'slicing'; bytes: number }
  | { kind: 'slowClose'; ms: number }
  /** Nothing comes back until the line is cut. */
  | { kind: 'blackhole'; ms: number }
  /** Only this share of the message arrives. */
  | { kind: 'cutRequest'; share: number }
  | { kind: 'cutAnswer'; share: number }
  | { kind: 'lostAnswer' }
  | { kind: 'reset' }
  | { kind: 'refused'; ms: number }
  | { kind: 'duplicate'; copies: number }
  /** The sender is cut off; its message arrives after those that it sends later. */
  | { kind: 'late'; ms: number }
  | { kind: 'flip'; at: number; bit: number }
  | { kind: 'flipAnswer'; at: number; bit: number }
  /** A whole request, as HTTP goes, whose body ends too early. */
  | { kind: 'truncate'; share: number };
export type LineFaultKind = LineFault['kind'];

const DRAW: { [Kind in LineFaultKind]: (random: Random) => Omit<Extract<LineFault, { kind: Kind }>, 'kind'> } = {
  latency: (random) => ({ ms: random.whole(20, 300) }),
  bandwidth: (random) => ({ bytes: random.whole(500, 4000), ms: random.whole(1, 8) }),
  slicing: (random) => ({ bytes: random.whole(7, 300) }),
  slowClose: (random) => ({ ms: random.whole(50, 300) }),
  blackhole: (random) => ({ ms: random.whole(50, 300) }),
  cutRequest: (random) => ({ share: random.fraction() }),
  cutAnswer: (random) => ({ share: random.fraction() }),
  lostAnswer: () => ({}),
  reset: () => ({}),
  refused: (random) => ({ ms: random.whole(50, 300) }),
  duplicate: (random) => ({ copies: random.whole(1, 3) }),
  late: (random) => ({ ms: random.whole(50, 500) }),
  flip: (random) => ({ at: random.fraction(), bit: random.whole(0, 7) }),
  flipAnswer: (random) => ({ at: random.fraction(), bit: random.whole(0, 7) }),
  truncate: (random) => ({ share: random.fraction() }),
};

export const LINE_FAULTS = Object.keys(DRAW) as LineFaultKind[];

export function drawLineFault(random: Random): LineFault {
  const kind = random.pick(LINE_FAULTS);
  return { kind, ...DRAW[kind](random) } as LineFault;
}
