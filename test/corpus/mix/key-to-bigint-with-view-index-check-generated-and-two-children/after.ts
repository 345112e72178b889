import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  OneToOne,
  PrimaryGeneratedColumn,
  ViewColumn,
  ViewEntity,
} from 'typeorm';

@Entity()
@Check('CHK_id', 'id > 0')
export class Item {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column() name: string;
  @Column({ type: 'text', asExpression: `name || '!'`, generatedType: 'STORED' }) loud: string;
}
@Entity()
export class Part {
  @PrimaryGeneratedColumn() id: number;
  @Index() @ManyToOne(() => Item, { onDelete: 'CASCADE' }) item: Item;
  @OneToOne(() => Item) @JoinColumn() main: Item;
}
@ViewEntity({
  expression:
    'SELECT item.id, count(part.id) AS parts FROM item LEFT JOIN part ON part."itemId" = item.id GROUP BY item.id',
})
export class Parts {
  @ViewColumn() id: string;
  @ViewColumn() parts: string;
}
@ViewEntity({ materialized: true, dependsOn: ['Parts'], expression: 'SELECT max(parts) AS most FROM parts' })
export class Most {
  @ViewColumn() most: string;
}
