import { readStartEnv } from './env.ts';

describe('The environment of a start', () => {
  it('takes port 4000 and those above unless told', () => {
    expect(readStartEnv({}).PORT).toBe(4000);
  });

  it('asks for development, unless somebody asked for something else', () => {
    expect(readStartEnv({}).NODE_ENV).toBe('development');
    for (const NODE_ENV of ['production', 'prod', 'Development', 'staging', '']) {
      expect(() => readStartEnv({ NODE_ENV })).toThrow('NODE_ENV: asks for something else than “npm start”');
    }
  });

  it.each(['6000', '5997', '4042', '5050'])('refuses PORT=%s, which leads to a port that no browser opens', (PORT) => {
    expect(() => readStartEnv({ PORT })).toThrow('PORT: leads to a port that browsers refuse to open');
  });
});
