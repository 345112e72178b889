import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ schema: 'app' })
export class Owner {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column() name: string;
  @Column({ type: 'enum', enum: ['a', 'b'], default: 'a' }) kind: string;
}
@Entity({ schema: 'app' })
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Owner) owner: Owner;
}
