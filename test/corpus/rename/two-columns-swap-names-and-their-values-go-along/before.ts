import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Pair {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) a: string;
  @Index() @Column({ nullable: true }) b: string;
  @Column({ type: 'enum', enum: ['u', 'v'] }) mood_a: string;
  @Column({ type: 'enum', enum: ['x', 'y'] }) mood_b: string;
}
