import type { EntityManager } from '@mikro-orm/postgresql';
import { ArrayMaxSize, Length, ValidateNested } from 'class-validator';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  type ClassType,
} from 'type-graphql';
import type { Policies } from '../access/policies.ts';
import { UserError } from '../refusals/refusal.ts';
import type { ServiceContext } from '../context/service-context.ts';
import type { SubgraphName } from '../peers/subgraph.ts';
import { act } from '../verb/act.ts';
import type { Happening } from '../verb/history.ts';
import { MERGES_LOCK, type NamesOrganisations } from './merge.migration.ts';

/** How many merges are told at once. */
export const MERGES_AT_ONCE = 500;

@Directive('@inaccessible')
@InputType({ description: 'One organisation that was entered twice.' })
export class MergedOrganisationInput {
  @Field(() => ID, { description: 'The id that was given up.' })
  @Length(1, 100)
  id!: string;

  @Field(() => ID, { description: 'The id that is kept.' })
  @Length(1, 100)
  keptId!: string;
}

@Directive('@inaccessible')
@InputType({ description: 'Merges of organisations, known here or not.' })
export class FollowMergesInput {
  @Field(() => [MergedOrganisationInput], {
    description: `At most ${MERGES_AT_ONCE}, in any order.`,
  })
  @ArrayMaxSize(MERGES_AT_ONCE)
  @ValidateNested()
  merges!: MergedOrganisationInput[];
}

@Directive('@inaccessible')
@Directive('@shareable')
@ObjectType({ description: 'What followed merges of organisations.' })
export class FollowMergesPayload {
  @Field(() => Int, {
    nullable: true,
    description: 'How many things changed hands; 0 when all had already.',
  })
  changed?: number;

  @Field(() => [UserError], {
    description: 'Why nothing was changed; empty when it was.',
  })
  userErrors!: UserError[];
}

export interface FollowingMerges {
  service: SubgraphName;
  /** All that names an organisation and may change. */
  naming: readonly NamesOrganisations[];
  /** SQL that makes room where there may be one row of an organisation only. */
  beforehand?: string;
}

/** `followLendingMerges` */
export const followVerb = (service: SubgraphName): string =>
  `follow${service.charAt(0).toUpperCase()}${service.slice(1)}Merges`;

/** Partners alone says what was merged. */
export const followPolicies = (service: SubgraphName): Policies => ({
  [`Mutation.${followVerb(service)}`]: ['service'],
});

/** The verb by which a service follows merges of organisations: it may be told anything twice, and in any order. */
export function createFollowMerges({ service, naming, beforehand }: FollowingMerges): ClassType {
  const name = followVerb(service);

  @Resolver()
  class FollowMerges {
    @Directive('@inaccessible')
    @Mutation(() => FollowMergesPayload, {
      name,
      description: `Gives all that ${service} knows of organisations that were entered twice to those that are kept.`,
    })
    follow(
      @Arg('input', () => FollowMergesInput, {
        description: 'What was merged.',
      })
      input: FollowMergesInput,
      @Ctx() context: ServiceContext,
    ): Promise<FollowMergesPayload> {
      return act(context, name, input, async ({ em, today: on, happened }) => {
        const { merges } = input;
        if (await areKnown(em, merges)) return { changed: 0 };
        // Before anything else is locked, so that a merge and a verb seldom wait for each other crosswise.
        await em.execute(`select pg_advisory_xact_lock(${MERGES_LOCK})`);
        for (const merge of merges) await keepAlias(em, merge, on);
        if (beforehand) await em.execute(beforehand);
        const moved: Happening[] = [];
        let changed = 0;
        for (const { table, columns, noun } of naming)
          for (const column of columns) {
            const rows = await em.execute<Moved[]>(move(table, column, noun !== undefined));
            changed += rows.length;
            if (noun)
              moved.push(
                ...rows.map(({ id, given, kept }) => ({
                  noun,
                  id,
                  verb: name,
                  on,
                  details: { given, kept },
                })),
              );
          }
        await happened(...moved);
        return { changed };
      });
    }
  }
  return FollowMerges;
}

interface Moved {
  id: string;
  given: string;
  kept: string;
}

async function areKnown(em: EntityManager, merges: readonly MergedOrganisationInput[]): Promise<boolean> {
  const [{ unknown }] = await em.execute<[{ unknown: number }]>(
    `select count(*)::int as unknown from jsonb_to_recordset(?::jsonb) as merge (id text, "keptId" text)
      where not exists (select from organisation_alias a
        where a.id = merge.id and a.kept_id = kept_organisation(merge."keptId"))`,
    [JSON.stringify(merges)],
  );
  return unknown === 0;
}

/** Whoever was kept under the one given up is kept under the other from now on. */
async function keepAlias(em: EntityManager, { id, keptId }: MergedOrganisationInput, on: string): Promise<void> {
  await em.execute(
    `with merge as (select ?::text as id, kept_organisation(?) as kept_id),
          passed_on as (
            update organisation_alias a set kept_id = merge.kept_id from merge where a.kept_id = merge.id and a.id <> merge.kept_id)
     insert into organisation_alias (id, kept_id, followed_on) select id, kept_id, ? from merge where id <> kept_id
     on conflict (id) do update set kept_id = excluded.kept_id`,
    [id, keptId, on],
  );
}

const move = (table: string, column: string, hasHistory: boolean): string => `
  update ${table} set ${column} = alias.kept_id from organisation_alias alias where alias.id = ${table}.${column}
  returning ${hasHistory ? `${table}.id, ` : ''}alias.id as given, alias.kept_id as kept`;
