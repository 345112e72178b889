import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Check(`"b" <> 'never'`)
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true, comment: 'the first' }) b: string;
  @Index() @Column({ default: 'x' }) c: string;
  @Column({ type: 'enum', enum: ['u', 'v'] }) d: string;
}
