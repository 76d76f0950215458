import { decodeQR } from 'qr/decode.js';
import { extractText, getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { aComputer, type ComputerMade } from '../computer/computer.factory.ts';
import { anInventory, type Inventory } from '../inventory.factory.ts';

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const POINTS_PER_MM = 72 / 25.4;
const SCALE = 4;

describe('Labels', () => {
  let inventory: Inventory;
  let computers: ComputerMade[];
  beforeAll(async () => {
    inventory = await anInventory();
    computers = [await aComputer(inventory, 'READY'), await aComputer(inventory, 'COLLECTED')];
  });
  afterAll(() => inventory.close());

  const read = async (computerIds: string[], skip = 0) => {
    const { labels } = await inventory
      .as('technician')
      .request<{ labels: { name: string; mediaType: string; content: string } }>(
        'query ($computerIds: [ID!]!, $skip: Int!) { labels(computerIds: $computerIds, skip: $skip) { name mediaType content } }',
        { computerIds, skip },
      );
    return { ...labels, pdf: await getDocumentProxy(new Uint8Array(Buffer.from(labels.content, 'base64'))) };
  };
  const codeOf = ({ id }: ComputerMade) => `urn:passerelle:defis:${id}`;

  it('are printed on one sheet, with their text', async () => {
    const { pdf, name, mediaType } = await read(computers.map(({ id }) => id));
    expect({ name, mediaType, pages: pdf.numPages }).toEqual({
      name: 'etiquettes.pdf',
      mediaType: 'application/pdf',
      pages: 1,
    });
    const { text } = await extractText(pdf, { mergePages: true });
    for (const { label } of computers) expect(text).toContain(label);
    expect(text).toContain('defis');
  });

  it('wear a code that a reader reads as the machine', async () => {
    const { pdf } = await read(computers.map(({ id }) => id));
    const rectangles = await darkRectangles(await pdf.getPage(1));
    expect([scan(rectangles, 0), scan(rectangles, 1)]).toEqual(computers.map(codeOf));
  });

  it('skip those already taken off the sheet, and run over several sheets', async () => {
    const [{ id }] = computers as [ComputerMade];
    const { pdf } = await read(
      Array.from({ length: 3 }, () => id),
      22,
    );
    expect(pdf.numPages).toBe(2);
    const [first, second] = [await darkRectangles(await pdf.getPage(1)), await darkRectangles(await pdf.getPage(2))];
    expect([scan(first, 22), scan(first, 23), scan(second, 0)]).toEqual(Array(3).fill(codeOf(computers[0]!)));
  });

  it('lead back to their machine when scanned, whoever printed them', async () => {
    const [computer] = computers as [ComputerMade];
    const scanned = async (code: string) =>
      inventory.as('lender').request('query ($code: String!) { computerByCode(code: $code) { id code } }', { code });
    const found = { computerByCode: { id: computer.id, code: codeOf(computer) } };
    expect(await scanned(` ${codeOf(computer)}\n`)).toEqual(found);
    expect(await scanned(codeOf(computer).replace('defis', 'another-association').toUpperCase())).toEqual(found);
    for (const code of ['https://example.org', 'urn:passerelle:defis:computer_01h455vb4pex5vsknk084sn02q'])
      expect(await scanned(code)).toEqual({ computerByCode: null });
  });

  it.each([
    ['no machine', [], 0, 'computerIds'],
    ['an unknown machine', ['computer_none'], 0, 'computerIds.0'],
    ['a sheet skipped whole', ['any'], 24, 'skip'],
  ])('are refused for %s', async (_what, ids, skip, argument) => {
    await expect(read(ids, skip)).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'BAD_USER_INPUT', argument } }] },
    });
  });
});

/** Every filled rectangle of a page, in points from its upper left corner. */
async function darkRectangles(page: Page): Promise<Box[]> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  return fnArray.flatMap((operation, index) => (operation === OPS.constructPath ? boxesOf(argsArray[index]) : []));
}

/** One path, as the library tells it: moves and lines, each rectangle four corners and a return. */
function boxesOf([, [path]]: [number, [Float32Array | null]]): Box[] {
  const boxes: Box[] = [];
  let corners: [number, number][] = [];
  const numbers = [...(path ?? [])];
  for (let at = 0; at < numbers.length;) {
    const step = numbers[at]!;
    if (step === 4) {
      const xs = corners.map(([x]) => x);
      const ys = corners.map(([, y]) => y);
      boxes.push({ left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) });
      corners = [];
      at += 1;
    } else {
      corners.push([numbers[at + 1]!, numbers[at + 2]!]);
      at += 3;
    }
  }
  return boxes;
}

/** What a reader sees of one label of a sheet. */
function scan(rectangles: readonly Box[], place: number): string {
  const left = (7.25 + (place % 3) * 66) * POINTS_PER_MM;
  const top = (12.9 + Math.floor(place / 3) * 33.9) * POINTS_PER_MM;
  const [width, height] = [63.5, 33.9].map((length) => Math.round(length * POINTS_PER_MM * SCALE)) as [number, number];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (const box of rectangles)
    for (let y = Math.round((box.top - top) * SCALE); y < Math.round((box.bottom - top) * SCALE); y++)
      for (let x = Math.round((box.left - left) * SCALE); x < Math.round((box.right - left) * SCALE); x++)
        if (x >= 0 && y >= 0 && x < width && y < height) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return decodeQR({ width, height, data });
}
