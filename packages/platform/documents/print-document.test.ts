import { extractText, getDocumentProxy } from 'unpdf';
import { printDocument, type Printed } from './print-document.ts';

const AGREEMENT: Printed = {
  title: 'Convention de prêt',
  issuer: 'Défis, Lorient',
  printedAt: new Date('2011-06-15T10:00:00Z'),
  blocks: [
    { heading: 'Article 1. Objet' },
    { paragraph: 'L’ordinateur est prêté pour un an, renouvelable. Participation : 10 €.' },
    { facts: [['Étiquette', 'D-0001']] },
    { table: { columns: ['Échéance', 'Jour'], rows: [['1', '14 juin 2012']] } },
    { signatures: ['Pour l’association', 'L’emprunteuse, Łucja Дарья'] },
  ],
};

async function textOf(bytes: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text;
}

test('a printed document says every block, accents and other alphabets included', async () => {
  const text = await textOf(await printDocument(AGREEMENT));
  for (const said of [
    'Convention de prêt',
    'Défis, Lorient',
    'Article 1. Objet',
    '10 €',
    'Étiquette',
    '14 juin 2012',
    'Łucja Дарья',
  ])
    expect(text).toContain(said);
});

test('the same content at the same moment gives the same bytes', async () => {
  expect((await printDocument(AGREEMENT)).equals(await printDocument(AGREEMENT))).toBe(true);
});

test('a long table runs over several pages and loses no line', async () => {
  const rows = Array.from({ length: 200 }, (_, index) => [`ligne-${index}`, 'x']);
  const bytes = await printDocument({ ...AGREEMENT, blocks: [{ table: { columns: ['a', 'b'], rows } }] });
  const text = await textOf(bytes);
  expect(rows.filter(([name]) => !text.includes(name!))).toEqual([]);
});
