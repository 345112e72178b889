import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Attachment {
  @PrimaryColumn() id: number;
  @Column('bytea') content: Buffer;
  @Column({ type: 'xml', nullable: true }) markup: string | null;
}

export default defineSet({ shows: 'binary data and XML', entities: [Attachment] });
