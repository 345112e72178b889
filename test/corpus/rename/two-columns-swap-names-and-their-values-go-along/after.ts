import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Pair {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) b: string;
  @Index() @Column({ nullable: true }) a: string;
  @Column({ type: 'enum', enum: ['u', 'v'] }) mood_b: string;
  @Column({ type: 'enum', enum: ['x', 'y'] }) mood_a: string;
}
