import { connect } from 'node:net';
import { Migration } from '@mikro-orm/migrations';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Length } from 'class-validator';
import {
  Arg,
  Args,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { gql } from 'graphql-request';
import { createSubgraph, type SubgraphOptions } from './create-subgraph.ts';
import { oneByKey } from '../read/loader.ts';
import { connectionOf } from '../read/connection.ts';
import { PageArgs } from '../read/page-args.ts';
import { pagesByParent, readPage } from '../read/read-page.ts';
import { Refusal, UserError } from '../refusals/refusal.ts';
import type { ServiceContext } from '../context/service-context.ts';
import { aService, type ServiceUnderTest } from '../testing/a-service.ts';
import { act } from '../verb/act.ts';
import { findLocked } from '../verb/find.ts';
import { HistoryEntry, historyById } from '../verb/history-entry.ts';
import { historyMigrationSql } from '../verb/history.ts';
import { idempotencyMigrationSql } from '../verb/idempotency.ts';

@Entity({ tableName: 'book' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A book of a toy library.' })
class Book {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  @Field(() => String)
  title!: string;

  @Property({ type: 'text', nullable: true })
  readerName?: string | null;

  @Property({ type: 'date', nullable: true })
  lentOn?: string | null;
}

const BookConnection = connectionOf('Book', () => Book);

@InputType()
class AddBookInput {
  @Field(() => String)
  @Length(1, 20)
  title!: string;

  @Field(() => String)
  idempotencyKey!: string;
}

@InputType()
class LendBookInput {
  @Field(() => ID)
  bookId!: string;

  @Field(() => String)
  readerName!: string;
}

@ObjectType()
class BookPayload {
  @Field(() => Book, { nullable: true })
  book?: Book;

  @Field(() => [UserError])
  userErrors!: UserError[];
}

const bookById = oneByKey<Book>('select * from book where id = any($1)', ({ id }) => id);
const booksOfSameTitle = pagesByParent<Book>('select * from book where title = parent.key');

@Resolver(() => Book)
class BookResolver {
  @Query(() => Book, { nullable: true })
  book(@Arg('id', () => ID) id: string, @Ctx() context: ServiceContext) {
    return bookById(context).load(id);
  }

  @Query(() => BookConnection)
  books(@Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return readPage<Book>(context, page, 'select * from book');
  }

  @Query(() => String)
  async settingOf(@Arg('name', () => String) name: string, @Ctx() { sql }: ServiceContext) {
    return (await sql.rows<{ value: string }>('select current_setting($1) as value', [name]))[0]!.value;
  }

  @Query(() => Boolean)
  async sleepFor(@Arg('seconds', () => Int) seconds: number, @Ctx() { sql }: ServiceContext) {
    return (await sql.rows('select pg_sleep($1)', [seconds])).length === 1;
  }

  @Query(() => Int)
  async readAgain(@Arg('times', () => Int) times: number, @Ctx() { sql }: ServiceContext) {
    for (let time = 0; time < times; time += 1) await sql.rows('select pg_sleep(0.02)');
    return times;
  }

  @FieldResolver(() => BookConnection)
  editions(@Root() book: Book, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return booksOfSameTitle(context, book.title, page);
  }

  @FieldResolver(() => [HistoryEntry])
  history(@Root() book: Book, @Ctx() context: ServiceContext) {
    return historyById(context).load(book.id);
  }

  @Mutation(() => BookPayload)
  addBook(@Arg('input', () => AddBookInput) input: AddBookInput, @Ctx() context: ServiceContext) {
    return act(context, 'addBook', input, async ({ em, newId, happened, today }) => {
      const book = em.create(Book, { id: newId('book'), title: input.title });
      await happened({ noun: 'Book', id: book.id, verb: 'addBook', on: today });
      return { book };
    });
  }

  @Mutation(() => BookPayload)
  lendBook(@Arg('input', () => LendBookInput) input: LendBookInput, @Ctx() context: ServiceContext) {
    return act(context, 'lendBook', input, async ({ em, today }) => {
      const book = await findLocked(em, Book, input.bookId, 'bookId');
      if (book.lentOn)
        throw new Refusal('BOOK_LENT', 'bookId', { en: 'Wait for its return.', fr: 'Attendez son retour.' });
      book.lentOn = today;
      book.readerName = input.readerName;
      return { book };
    });
  }

  @Mutation(() => BookPayload)
  breakDown(@Ctx() context: ServiceContext) {
    return act(context, 'breakDown', {}, async ({ em, newId }) => {
      em.create(Book, { id: newId('book'), title: 'Half-written' });
      await em.flush();
      throw new Error('select secret from somewhere');
    });
  }
}

class FirstYear extends Migration {
  override up(): void {
    this.addSql('create table book (id text primary key, title text not null, reader_name text, lent_on date)');
    this.addSql(historyMigrationSql);
    this.addSql(idempotencyMigrationSql);
    this.addSql('alter table book enable row level security');
    this.addSql(
      "create policy seen on book using (string_to_array(current_setting('app.roles', true), ',') && array['lender', 'service'])",
    );
  }
}

const createLibrary = (options: SubgraphOptions) =>
  createSubgraph(options, {
    name: 'lending',
    entities: [Book],
    resolvers: [BookResolver],
    references: { Book: ({ id }: { id: string }, context: ServiceContext) => bookById(context).load(id) },
    policies: {
      Book: ['lender', 'manager'],
      HistoryEntry: ['lender', 'manager'],
      'Query.book': ['lender', 'manager'],
      'Query.books': ['lender', 'manager'],
      'Query.settingOf': 'PUBLIC',
      'Query.sleepFor': 'PUBLIC',
      'Query.readAgain': 'PUBLIC',
      'Mutation.addBook': ['lender'],
      'Mutation.lendBook': ['lender'],
      'Mutation.breakDown': ['lender'],
    },
  });

const ADD = gql`
  mutation ($input: AddBookInput!) {
    addBook(input: $input) {
      book {
        id
        title
        history {
          verb
          happenedOn
          recordedBy
        }
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`;
const LEND = gql`
  mutation ($input: LendBookInput!) {
    lendBook(input: $input) {
      book {
        id
      }
      userErrors {
        field
        code
        message(language: FR)
      }
    }
  }
`;

describe('A subgraph', () => {
  let library: ServiceUnderTest;
  beforeAll(async () => {
    library = await aService({ name: 'lending', migrations: { '0001-first-year': FirstYear }, create: createLibrary });
  });
  afterAll(() => library.close());

  const addBook = async (title: string, idempotencyKey = `key of ${title}`) =>
    (await library.as('lender').request(ADD, { input: { title, idempotencyKey } })).addBook;
  const countBooks = async () =>
    (await library.as('lender').request('{ books(first: 100) { nodes { id } } }')).books.nodes.length;

  it('does what a verb says and keeps its history', async () => {
    const { book, userErrors } = await addBook('Kan ar bobl');
    expect(userErrors).toEqual([]);
    expect(book.id).toMatch(/^book_/);
    expect(book.history).toEqual([{ verb: 'addBook', happenedOn: '2011-06-15', recordedBy: 'test:lender' }]);
  });

  it('answers a repeated call with what the first one made', async () => {
    const [first, again] = [await addBook('Twice', 'same key'), await addBook('Twice', 'same key')];
    expect(again.book).toEqual(first.book);
  });

  it('refuses a key that served another request', async () => {
    await addBook('First use', 'shared key');
    const { book, userErrors } = await addBook('Second use', 'shared key');
    expect(book).toBeNull();
    expect(userErrors[0]).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] });
  });

  it('makes one thing when a call and its retry race', async () => {
    const before = await countBooks();
    const answers = await Promise.all(Array.from({ length: 5 }, () => addBook('Raced', 'raced key')));
    expect(new Set(answers.map(({ book }) => book.id)).size).toBe(1);
    expect(await countBooks()).toBe(before + 1);
  });

  it('refuses misshapen input, naming the field', async () => {
    const { userErrors } = await addBook('A title far longer than twenty characters');
    expect(userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', field: ['title'] });
  });

  it('refuses what the domain forbids, in the language of the person', async () => {
    const { book } = await addBook('Lent');
    const input = { bookId: book.id, readerName: 'A reader' };
    await library.as('lender').request(LEND, { input });
    const { lendBook } = await library.as('lender').request(LEND, { input });
    expect(lendBook).toEqual({
      book: null,
      userErrors: [{ field: ['bookId'], code: 'BOOK_LENT', message: 'Attendez son retour.' }],
    });
  });

  it('refuses an id that names nothing', async () => {
    const { lendBook } = await library.as('lender').request(LEND, { input: { bookId: 'book_none', readerName: 'x' } });
    expect(lendBook.userErrors[0]).toMatchObject({ code: 'NOT_FOUND', field: ['bookId'] });
  });

  it('keeps nothing of a verb that breaks down', async () => {
    const before = await countBooks();
    await expect(library.as('lender').request('mutation { breakDown { userErrors { code } } }')).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
    });
    expect(await countBooks()).toBe(before);
  });

  it('refuses a call that no gateway signed', async () => {
    const response = await fetch(library.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(response.status).toBe(401);
  });

  it('reads nothing of a body before it knows who sends it', async () => {
    const { hostname, port } = new URL(library.url);
    const answered = await new Promise<string>((resolve, reject) => {
      let said = '';
      const socket = connect(Number(port), hostname, () => {
        // All but a body of 9 MB, which never comes.
        socket.write(
          'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9000000\r\n\r\n',
        );
      });
      socket.setEncoding('utf8').on('data', (text: string) => (said += text));
      socket.on('close', () => resolve(said)).on('error', reject);
    });
    expect(answered).toMatch(/^HTTP\/1\.1 401 [^]*UNAUTHENTICATED/);
  });

  it('says in plain words that a body is too large', async () => {
    const asked = library
      .as('lender')
      .request('query ($id: ID!) { book(id: $id) { id } }', { id: 'x'.repeat(11_000_000) });
    await expect(asked).rejects.toMatchObject({
      response: { status: 413, body: 'The request cannot be read.' },
    });
  });

  it.each([
    ['a variable', 'query ($id: ID!) { book(id: $id) { id } }', { id: 'book\0' }, 'id'],
    ['a literal', '{ book(id: "book\\u0000") { id } }', {}, 'id'],
    ['a cursor', '{ books(after: "\\u0000") { nodes { id } } }', {}, 'after'],
  ])('refuses a NUL in %s, naming the argument', async (_, query, variables, argument) => {
    await expect(library.as('lender').request(query, variables)).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'BAD_USER_INPUT', argument } }] },
    });
    const { userErrors } = await addBook('a\0b');
    expect(userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', field: ['title'] });
  });

  it.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['coordinator', 'FORBIDDEN'],
  ] as const)('refuses %s what is for the lender', async (role, code) => {
    const query = library.as(role).request('{ books { nodes { id } } }');
    await expect(query).rejects.toMatchObject({ response: { errors: [{ extensions: { code } }] } });
    const reference = library
      .as(role)
      .request('query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', {
        r: [{ __typename: 'Book', id: 'book_x' }],
      });
    await expect(reference).rejects.toMatchObject({ response: { errors: [{ extensions: { code } }] } });
  });

  it('shows no row that row-level security hides, whatever the policies say', async () => {
    expect((await library.as('manager').request('{ books { nodes { id } } }')).books.nodes).toEqual([]);
  });

  const STATEMENTS_END = '{ settingOf(name: "statement_timeout") }';

  it.each([
    ['anonymous', '3s'],
    ['lender', '30s'],
    ['coordinator', '3s'],
    ['service', '2min'],
  ] as const)('bounds the statements of %s to %s', async (role, value) => {
    expect(await library.as(role).request(STATEMENTS_END)).toEqual({ settingOf: value });
  });

  it('bounds the statements of a coordinator and of an instance where they count, at a hub', async () => {
    const migrations = { '0001-first-year': FirstYear };
    const hub = await aService({ name: 'lending', migrations, create: createLibrary, association: null });
    expect(await hub.as('coordinator').request(STATEMENTS_END)).toEqual({ settingOf: '30s' });
    expect(await hub.as('instance').request(STATEMENTS_END)).toEqual({ settingOf: '2min' });
    await hub.close();
  });

  it('ends a statement that takes too long, and answers the next one', async () => {
    await expect(library.as('anonymous').request('{ sleepFor(seconds: 60) }')).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'TIMEOUT' }, message: 'The answer takes too long: ask for less.' }] },
    });
    expect(await library.as('anonymous').request('{ sleepFor(seconds: 0) }')).toEqual({ sleepFor: true });
  });

  it('reads no more once nobody waits for the answer', async () => {
    const leaving = new AbortController();
    const read = await library.countStatements(async () => {
      const asking = library
        .as('anonymous')
        .request({ document: '{ readAgain(times: 500) }', signal: leaving.signal })
        .catch((error: Error) => error.name);
      setTimeout(() => leaving.abort(), 100);
      expect(await asking).toBe('AbortError');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    });
    expect(read).toBeLessThan(45);
  });

  it('pages a list and refuses a page that is too long', async () => {
    const { books } = await library
      .as('lender')
      .request('{ books(first: 1) { nodes { id } pageInfo { hasNextPage endCursor } } }');
    expect(books.pageInfo.hasNextPage).toBe(true);
    const next = await library
      .as('lender')
      .request('query ($after: String) { books(first: 1, after: $after) { nodes { id } } }', {
        after: books.pageInfo.endCursor,
      });
    expect(next.books.nodes[0].id > books.nodes[0].id).toBe(true);
    await expect(library.as('lender').request('{ books(first: 101) { nodes { id } } }')).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }] },
    });
  });

  it('reads a list of lists in as many statements for two parents as for many', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => addBook(`Volume ${index}`)));
    const count = (first: number) =>
      library.countStatements(() =>
        library
          .as('lender')
          .request(`{ books(first: ${first}) { nodes { editions(first: 3) { nodes { id } } history { verb } } } }`),
      );
    expect(await count(12)).toBe(await count(2));
  });
});
