import { createHash } from 'node:crypto';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** A file made on demand: what a person prints, a calendar subscribes to, or a spreadsheet opens. */
@ObjectType({ description: 'A file made on demand from what the graph knows.' })
@Directive('@shareable')
export class File {
  @Field(() => String, { description: 'A name to keep it under: `convention-de-pret.pdf`.' })
  name!: string;

  @Field(() => String, { description: 'Its media type: `application/pdf`, `text/csv; charset=utf-8`…' })
  mediaType!: string;

  @Field(() => Int, { description: 'Its size, in bytes.' })
  size!: number;

  @Field(() => String, { description: 'SHA-256 of its bytes, in hexadecimal.' })
  digest!: string;

  @Field(() => String, { description: 'Its bytes in base64 (RFC 4648).' })
  content!: string;
}

/** A file of these bytes; text is written in UTF-8. */
export function fileOf(name: string, mediaType: string, content: Buffer | string): File {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, 'utf8');
  const digest = createHash('sha256').update(bytes).digest('hex');
  const isText = mediaType.startsWith('text/');
  return {
    name,
    mediaType: isText ? `${mediaType}; charset=utf-8` : mediaType,
    size: bytes.length,
    digest,
    content: bytes.toString('base64'),
  };
}
