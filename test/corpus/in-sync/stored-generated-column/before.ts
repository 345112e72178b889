import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'varchar' }) a: string;
  @Column({ type: 'varchar', asExpression: 'upper(a)', generatedType: 'STORED' }) value: string;
}
