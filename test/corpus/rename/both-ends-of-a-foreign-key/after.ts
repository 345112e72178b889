import { Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity('keeper')
export class Owner {
  @PrimaryGeneratedColumn({ name: 'keeper_id' }) id: number;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @Index() @ManyToOne(() => Owner, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'keeper_id' }) owner: Owner;
}
