import { Column, Entity, Index, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Sale {
  @PrimaryGeneratedColumn() id: number;
  @Column() shop: string;
  @Column('int') amount: number;
}
@ViewEntity({ materialized: true, expression: 'SELECT shop, sum(amount) AS total FROM sale GROUP BY shop' })
export class Total {
  @Index('ix_shop') @ViewColumn() shop: string;
  @ViewColumn() total: string;
}
