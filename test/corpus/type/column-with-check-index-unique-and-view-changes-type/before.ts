import { Check, Column, Entity, Index, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
@Check('CHK_rank', '"rank" > 0')
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column({ type: 'int', nullable: true, unique: true }) rank: number;
}
@ViewEntity({ expression: 'SELECT max(rank) AS top FROM post WHERE rank > 1' })
export class Ranking {
  @ViewColumn() top: number;
}
