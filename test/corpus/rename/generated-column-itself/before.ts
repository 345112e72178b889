import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column() a: string;
  @Index() @Column({ type: 'text', asExpression: 'upper(a)', generatedType: 'STORED' }) loud: string;
}
