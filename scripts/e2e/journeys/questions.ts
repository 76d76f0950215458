import { ask } from '../network/ask.ts';
import { QUESTIONS } from '../network/questions.ts';
import type { Stage } from './journey.ts';

/** What is also asked of another router, by `npm run compare`. */
export function questionsOfTheComparison(stage: Stage): void {
  describe('The answer to', () => {
    it.each(QUESTIONS.map((question) => [question.title, question] as const))(
      '%s is whole',
      async (title, question) => {
        const { data, errors } = await ask(await stage.network().as(question.role, question.at), question.document);
        expect(errors).toEqual([]);
        stage.expectSameInBothModes(title, data);
      },
    );
  });
}
