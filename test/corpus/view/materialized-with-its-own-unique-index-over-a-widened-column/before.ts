import { Column, Entity, Index, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Sale {
  @PrimaryGeneratedColumn() id: number;
  @Column() shop: string;
  @Column('int') amount: number;
}
@ViewEntity({ materialized: true, expression: 'SELECT shop, max(amount) AS top FROM sale GROUP BY shop' })
export class Total {
  @Index('ix_shop', { unique: true }) @ViewColumn() shop: string;
  @ViewColumn() top: string;
}
