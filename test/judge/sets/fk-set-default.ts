import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Owner {
  @PrimaryColumn() id: number;
}

/** TypeORM's types know only 'DEFAULT', which is no SQL; what its SQL needs goes through all the same. */
const setDefault = 'SET DEFAULT' as string as 'DEFAULT';

@Entity()
class Pet {
  @PrimaryColumn() id: number;
  @Column({ default: 1 }) ownerId: number;
  @ManyToOne(() => Owner, { onDelete: setDefault, onUpdate: setDefault }) @JoinColumn({ name: 'ownerId' }) owner: Owner;
}

export default defineSet({ shows: 'SET DEFAULT as an action', entities: [Owner, Pet] });
