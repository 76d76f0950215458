import { armFailpoint, failpoint, readFailpoint } from './failpoint.ts';

describe('A failpoint', () => {
  afterEach(() => {
    armFailpoint(null);
    jest.restoreAllMocks();
  });

  it.each([
    ['ANSWERED', { point: 'ANSWERED', verb: null, times: 1 }],
    ['VERB_COMMITTED/takeBackComputer', { point: 'VERB_COMMITTED', verb: 'takeBackComputer', times: 1 }],
    ['VERB_WRITTEN*6', { point: 'VERB_WRITTEN', verb: null, times: 6 }],
    ['RECEIVE_COMMITTED', { point: 'RECEIVE_COMMITTED', verb: null, times: 1 }],
    ['SOMEWHERE', null],
    ['', null],
  ])('is spelled %s', (text, read) => {
    expect(readFailpoint(text)).toEqual(read);
  });

  it('does nothing unless the process was started to die there', async () => {
    const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
    await failpoint('ANSWERED', 'handOverComputer');
    armFailpoint(readFailpoint('ANSWERED/swapComputer'));
    await failpoint('ANSWERED', 'handOverComputer');
    await failpoint('VERB_WRITTEN', 'swapComputer');
    expect(kill).not.toHaveBeenCalled();
  });

  it('ends the process when it is reached for the last time, and lets nobody pass', async () => {
    const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
    const passed = jest.fn();
    armFailpoint(readFailpoint('ANSWERED*2'));
    void failpoint('ANSWERED', 'handOverComputer').then(passed);
    expect(kill).not.toHaveBeenCalled();
    void failpoint('ANSWERED', 'returnComputer').then(passed);
    await new Promise(setImmediate);
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGKILL');
    expect(passed).not.toHaveBeenCalled();
  });
});
