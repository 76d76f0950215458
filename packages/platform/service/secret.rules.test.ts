import fc from 'fast-check';
import { whyGuessable } from './secret.rules.ts';

const drawn = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

describe('A secret', () => {
  it.each([
    'a'.repeat(32),
    'ab'.repeat(40),
    'changeme-changeme-changeme-changeme-',
    'changeme-changeme-changeme-changeme-chan',
    'abcdefghijklmnopqrstuvwxyz0123456789',
    '01234567890123456789012345678901',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
    'too short, if random: 8sK2!xQ9',
    '',
  ])('is refused when it could be guessed, with how to make one: %s', (secret) => {
    expect(whyGuessable(secret)).toContain('openssl rand -hex 32');
  });

  it.each([
    ['openssl rand -hex 32', '9f1c0b7e5a4d3c2b8e6f7a90d1c2b3e4f5061728394a5b6c7d8e9fa0b1c2d3e4'],
    ['openssl rand -hex 16', '3b9d1f7a0c52e8846de13f0a97b2c45d'],
    ['openssl rand -base64 32', 'q1Zr8s0Yv3Xk9LmT2bNcWfPdHj4GaEoI7uV5xKzRyQw='],
  ])('is taken as %s makes it', (_, secret) => expect(whyGuessable(secret)).toBeNull());

  it('is taken whenever it is drawn at random', () => {
    fc.assert(fc.property(drawn, (secret) => whyGuessable(secret) === null));
  });
});
