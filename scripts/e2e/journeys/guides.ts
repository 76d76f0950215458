import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { learn } from '../network/ask.ts';
import { DEFIS, HUB } from '../network/network.ts';
import { PROJECT } from '../network/run-process.ts';
import { somebody, type Stage } from './journey.ts';

/** Guides with questions to paste, who reads them, and where. */
const GUIDES = [
  ['README.md', null, HUB],
  ['docs/coordinator.md', 'coordinator', HUB],
  ['docs/association.md', 'manager', DEFIS],
] as const;

/** Somebody who pastes what the guides show. */
export function guidesJourney(stage: Stage): void {
  describe.each(GUIDES)('A reader of %s', (file, role, at) => {
    const reader = somebody(stage, role, at);
    const [questions, answers] = [fencesIn(file, 'graphql'), fencesIn(file, 'json')];

    it.each(questions.map((question, index) => [index + 1, question] as const))(
      'is answered to its question %i',
      async (_, question) => {
        await expect(learn(await reader(), question)).resolves.toBeDefined();
      },
    );

    if (answers.length > 0)
      it('gets the answers that stand there', async () => {
        for (const [index, answer] of answers.entries())
          expect({ data: await learn(await reader(), questions[index]!) }).toEqual(JSON.parse(answer));
      });
  });
}

function fencesIn(file: string, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([^]+?)^\`\`\`$`, 'gm');
  return [...readFileSync(join(PROJECT, file), 'utf8').matchAll(fence)].map(([, text]) => text!);
}
