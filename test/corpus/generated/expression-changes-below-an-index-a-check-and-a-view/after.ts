import { Check, Column, Entity, Index, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
@Check('CHK_b', `b <> ''`)
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
  @Index('IX_b')
  @Column({ type: 'varchar', asExpression: 'lower(a)', generatedType: 'STORED', comment: 'loud' })
  b: string;
}
@ViewEntity({ expression: 'SELECT b FROM item' })
export class Loud {
  @ViewColumn() b: string;
}
