import { Column, Entity, Index, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Sale {
  @PrimaryGeneratedColumn() id: number;
  @Column() shop: string;
}
@ViewEntity({ materialized: true, expression: 'SELECT shop, id FROM sale' })
export class Total {
  @ViewColumn() shop: string;
  @Index({ unique: true }) @ViewColumn() id: number;
}
