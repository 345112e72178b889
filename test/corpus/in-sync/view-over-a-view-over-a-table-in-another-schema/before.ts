import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity({ schema: 'app' })
export class Sale {
  @PrimaryGeneratedColumn() id: number;
  @Column('int') amount: number;
}
@ViewEntity({ schema: 'app', expression: 'SELECT id, amount FROM app.sale' })
export class AllSales {
  @ViewColumn() id: number;
  @ViewColumn() amount: number;
}
@ViewEntity({ dependsOn: ['AllSales'], expression: 'SELECT max(amount) AS top FROM app.all_sales' })
export class TopSale {
  @ViewColumn() top: number;
}
