import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity()
@Unique(['a', 'b'])
@Index(['a', 'b'], { unique: true })
export class Quirk {
  @PrimaryColumn() id: number;
  @Index({ unique: true }) @Column({ unique: true }) a: string;
  @Column() b: string;
}
