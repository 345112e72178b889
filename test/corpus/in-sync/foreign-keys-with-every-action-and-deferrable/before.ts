import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Owner, { onDelete: 'CASCADE', onUpdate: 'CASCADE' }) a: Owner;
  @ManyToOne(() => Owner, { onDelete: 'SET NULL', onUpdate: 'RESTRICT' }) b: Owner;
  @ManyToOne(() => Owner, { onDelete: 'RESTRICT', deferrable: 'INITIALLY IMMEDIATE' }) c: Owner;
  @ManyToOne(() => Owner, { deferrable: 'INITIALLY DEFERRED' }) d: Owner;
}
