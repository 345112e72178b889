import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Switch {
  @PrimaryColumn() id: number;
  @Column() inferred: boolean;
  @Column('bool') short: boolean;
  @Column({ type: 'boolean', nullable: true }) maybe: boolean | null;
}

export default defineSet({ shows: 'booleans', entities: [Switch] });
