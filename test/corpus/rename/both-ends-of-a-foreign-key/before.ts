import { Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity('owner')
export class Owner {
  @PrimaryGeneratedColumn({ name: 'id' }) id: number;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @Index() @ManyToOne(() => Owner, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner: Owner;
}
