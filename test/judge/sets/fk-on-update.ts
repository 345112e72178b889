import { Entity, ManyToOne, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Owner {
  @PrimaryColumn() id: number;
}

@Entity()
class Pet {
  @PrimaryColumn() id: number;
  @ManyToOne(() => Owner, { onUpdate: 'CASCADE' }) cascade: Owner;
  @ManyToOne(() => Owner, { onUpdate: 'SET NULL', nullable: true }) setNull: Owner | null;
  @ManyToOne(() => Owner, { onUpdate: 'RESTRICT' }) restrict: Owner;
  @ManyToOne(() => Owner, { onUpdate: 'NO ACTION', onDelete: 'CASCADE' }) noAction: Owner;
}

export default defineSet({ shows: 'every action ON UPDATE but SET DEFAULT', entities: [Owner, Pet] });
