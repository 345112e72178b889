import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity()
@Index(['a'], { where: "b IN ('x', 'y') AND deleted_at IS NULL AND lower(a) <> ''" })
export class Quirk {
  @PrimaryColumn() id: number;
  @Column() a: string;
  @Column() b: string;
  @Column({ type: 'timestamp', nullable: true }) deleted_at: Date;
}
