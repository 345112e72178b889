import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Reference {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'uuid', nullable: true }) other: string | null;
}

export default defineSet({ shows: 'uuid columns that the application fills', entities: [Reference] });
