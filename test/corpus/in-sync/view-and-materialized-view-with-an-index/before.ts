import { Column, Entity, Index, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Sale {
  @PrimaryGeneratedColumn() id: number;
  @Column() shop: string;
  @Column('int') amount: number;
}
@ViewEntity({ expression: 'SELECT shop, amount FROM sale WHERE amount > 10' })
export class BigSale {
  @ViewColumn() shop: string;
  @ViewColumn() amount: number;
}
@ViewEntity({ materialized: true, expression: 'SELECT shop, sum(amount) AS total FROM sale GROUP BY shop' })
export class Total {
  @Index() @ViewColumn() shop: string;
  @ViewColumn() total: string;
}
