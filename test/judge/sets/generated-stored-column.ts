import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Person {
  @PrimaryColumn() id: number;
  @Column() first: string;
  @Column() last: string;
  @Column({ type: 'varchar', asExpression: `"first" || ' ' || "last"`, generatedType: 'STORED' }) full: string;
  @Column({ type: 'int', nullable: true, asExpression: 'length(first)', generatedType: 'STORED' }) size: number;
}

export default defineSet({ shows: 'generated stored columns and their rows in typeorm_metadata', entities: [Person] });
