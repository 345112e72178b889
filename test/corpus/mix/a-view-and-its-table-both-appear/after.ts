import { Column, Entity, Index, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Old {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Sale {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['eu', 'us'] }) region: string;
  @Column('numeric', { precision: 12, scale: 2 }) amount: string;
}
@ViewEntity({
  materialized: true,
  expression: `SELECT region, sum(amount) AS total FROM sale WHERE region <> 'us' GROUP BY region`,
})
export class Total {
  @Index({ unique: true }) @ViewColumn() region: string;
  @ViewColumn() total: string;
}
@ViewEntity({ dependsOn: ['Total'], expression: 'SELECT max(total) AS best FROM total' })
export class Best {
  @ViewColumn() best: string;
}
