import fc from 'fast-check';
import { readCommandLine, Usage } from './command-line.ts';

const OPTIONS = { keep: { type: 'boolean', default: false }, token: { type: 'string' } } as const;
const read = (...args: string[]) => {
  const { values, positionals } = readCommandLine(OPTIONS, args);
  return { ...values, positionals };
};

describe('A command line', () => {
  it('takes a value that begins with a hyphen, as an argument and of an option', () => {
    expect(read('enrol', '-Xy_2', '--keep')).toEqual({ positionals: ['enrol', '-Xy_2'], keep: true });
    expect(read('--token', '-Xy_2', 'enrol')).toEqual({ positionals: ['enrol'], keep: false, token: '-Xy_2' });
    expect(read('enrol', '--', '--Xy', '--keep')).toEqual({ positionals: ['enrol', '--Xy', '--keep'], keep: false });
  });

  it('takes any text as an argument, after --', () => {
    fc.assert(fc.property(fc.array(fc.string()), (texts) => expect(read('--', ...texts).positionals).toEqual(texts)));
  });

  it('refuses an option that there is not, or one without its value', () => {
    expect(() => read('--roll')).toThrow("Unknown option '--roll'");
    expect(() => read('--token', '--keep')).toThrow(Usage);
    expect(() => read('--token')).toThrow(Usage);
  });
});
