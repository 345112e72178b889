import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Owner {
  @PrimaryGeneratedColumn() id: number;
}

@Entity()
class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Owner, { onDelete: 'CASCADE' }) cascade: Owner;
  @ManyToOne(() => Owner, { onDelete: 'SET NULL', nullable: true }) setNull: Owner | null;
  @ManyToOne(() => Owner, { onDelete: 'RESTRICT' }) restrict: Owner;
  @ManyToOne(() => Owner, { onDelete: 'NO ACTION' }) noAction: Owner;
  @ManyToOne(() => Owner) unsaid: Owner;
}

export default defineSet({ shows: 'every action ON DELETE but SET DEFAULT', entities: [Owner, Pet] });
