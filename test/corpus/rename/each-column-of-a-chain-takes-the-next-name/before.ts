import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Check(`"a" <> 'never'`)
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true, comment: 'the first' }) a: string;
  @Index() @Column({ default: 'x' }) b: string;
  @Column({ type: 'enum', enum: ['u', 'v'] }) c: string;
}
