import { Column, Entity, Index, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Sale {
  @PrimaryGeneratedColumn() id: number;
  @Column() shop: string;
  @Column('int') amount: number;
}

@ViewEntity({
  materialized: true,
  expression: 'SELECT shop, sum(amount) AS total, min(id) AS first FROM sale GROUP BY shop',
})
@Index(['first', 'shop'])
class ShopTotal {
  @Index({ unique: true }) @ViewColumn() shop: string;
  @ViewColumn() total: string;
  @ViewColumn() first: number;
}

export default defineSet({ shows: 'a materialized view with indexes', entities: [Sale, ShopTotal] });
