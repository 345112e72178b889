import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Document {
  @PrimaryColumn() id: number;
  @Column('json') text: object;
  @Column('jsonb') binary: object;
  @Column({ type: 'jsonb', nullable: true }) maybe: object | null;
}

export default defineSet({ shows: 'json and jsonb', entities: [Document] });
