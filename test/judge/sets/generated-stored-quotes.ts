import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quote {
  @PrimaryColumn() id: number;
  @Column() text: string;
  @Column({ type: 'text', asExpression: `replace(text, '''', '"')`, generatedType: 'STORED' }) replaced: string;
}

export default defineSet({ shows: 'a generated column whose expression has quotes', entities: [Quote] });
